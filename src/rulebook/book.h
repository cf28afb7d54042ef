#pragma once

#include "base/digest.h"
#include "register/date.h"
#include "register/outcome.h"
#include "register/territory.h"
#include "register/title.h"
#include "register/word.h"
#include "rulebook/cell.h"
#include "rulebook/declaration.h"
#include "rulebook/fact.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gg::rulebook {

/// First and last day, both included; an end that is not there is open.
struct Days {
  std::optional<Date> from;
  std::optional<Date> until;
  [[nodiscard]] bool any() const { return from || until; }
  friend bool operator==(const Days&, const Days&) = default;
};

/// What a row (book, reviewer, duty, invariant) is about. Each list that is not empty, and each
/// range, is one more condition on the title; within a list one is enough. *value*
struct Applies {
  std::vector<TitleKind> kinds;
  std::optional<bool> factual;
  std::vector<Territory> territories;   ///< The title is shown in one of them.
  std::vector<std::string> agreements;  ///< One of them is in force on the title.
  std::vector<Role> roles;              ///< The production has one of these roles.
  Days photography;                     ///< When principal photography begins.
  Days release;
  [[nodiscard]] bool always() const;
  friend bool operator==(const Applies&, const Applies&) = default;
};

/// How well a source is known: A the text itself was read, B a reputable secondary, C a single weak
/// one, X not confirmed.
enum class Confidence : std::uint8_t { A, B, C, X };

inline constexpr std::array confidence_words = {
    Word<Confidence>{"A", Confidence::A}, Word<Confidence>{"B", Confidence::B},
    Word<Confidence>{"C", Confidence::C}, Word<Confidence>{"X", Confidence::X}};

/// Where rows come from.
struct Source {
  std::string id;
  std::string title;
  std::string url;
  std::optional<Date> read;
  Confidence confidence = Confidence::A;
  std::string remark;
};

/// When a duty must be done.
enum class Due : std::uint8_t {
  BeforeWork,        ///< before anything is put into a tool
  BeforeGeneration,  ///< before the output is made
  BeforeServices,    ///< before the performer's services for it
  DuringWork,        ///< kept up while the work goes on
  WithDelivery,      ///< handed over with the delivery
  BeforeRelease,     ///< before the first showing
  AtExposure,        ///< when the audience meets it, at the latest
  AfterRelease       ///< after the first showing
};

inline constexpr std::array due_words = {
    Word<Due>{"before_work", Due::BeforeWork},
    Word<Due>{"before_generation", Due::BeforeGeneration},
    Word<Due>{"before_services", Due::BeforeServices},
    Word<Due>{"during_work", Due::DuringWork},
    Word<Due>{"with_delivery", Due::WithDelivery},
    Word<Due>{"before_release", Due::BeforeRelease},
    Word<Due>{"at_exposure", Due::AtExposure},
    Word<Due>{"after_release", Due::AfterRelease},
};

/// What shows that a duty is done.
enum class DutyEvidence : std::uint8_t {
  Record,    ///< a dated entry by a named person
  Told,      ///< the day on which the contact was told
  Approval,  ///< a written approval in force
  Asset,     ///< registered assets
  Consent,   ///< a person's permission in the register
  Licence,   ///< a rights holder's permission in the register
  CueSheet,  ///< a row in the cue sheet
  Credit,    ///< a line in the credits
  Mark,      ///< a mark in the file
  Notice     ///< a statement to the audience
};

inline constexpr std::array duty_evidence_words = {
    Word<DutyEvidence>{"record", DutyEvidence::Record},
    Word<DutyEvidence>{"told", DutyEvidence::Told},
    Word<DutyEvidence>{"approval", DutyEvidence::Approval},
    Word<DutyEvidence>{"asset", DutyEvidence::Asset},
    Word<DutyEvidence>{"consent", DutyEvidence::Consent},
    Word<DutyEvidence>{"licence", DutyEvidence::Licence},
    Word<DutyEvidence>{"cue_sheet", DutyEvidence::CueSheet},
    Word<DutyEvidence>{"credit", DutyEvidence::Credit},
    Word<DutyEvidence>{"mark", DutyEvidence::Mark},
    Word<DutyEvidence>{"notice", DutyEvidence::Notice},
};

/// Something an outcome asks for.
struct Duty {
  std::string id;
  std::string what;  ///< One sentence: what to do.
  Due due = Due::WithDelivery;
  std::int64_t lead_hours = 0;  ///< That much earlier: 48 for notice two days ahead.
  std::string owner;            ///< Who does it: "partner", "production legal".
  DutyEvidence evidence = DutyEvidence::Record;
  Applies applies;  ///< Titles on which it can be done.
  std::string remark;
};

/// Who must look at a use.
struct Reviewer {
  std::string id;
  std::string name;                 ///< "the studio contact"
  std::vector<std::string> any_of;  ///< Ids: several, of whom the word of one suffices.
  std::vector<std::string> after;   ///< Ids: their turn comes when these, where asked, agreed.
  Applies applies;                  ///< Titles that have one.
  std::string remark;
};

/// One row of the decision table.
struct Row {
  std::string id;
  std::string clause;                    ///< As the source numbers it; cited, not quoted.
  std::string source;                    ///< Id of a `Source`.
  std::optional<Confidence> confidence;  ///< Where it is not the source's.
  std::string unconfirmed;               ///< What is not confirmed about it; said by explanations.
  Applies applies;
  Days in_force;  ///< Days on which a decision may rest on it.
  Cells when;     ///< Empty: a baseline row, which holds for every use.
  Outcome outcome = Outcome::Consult;
  std::vector<std::string> reviewers;  ///< Ids.
  std::vector<std::string> duties;     ///< Ids.
  std::string because;                 ///< In our words.
  std::string remark;
  [[nodiscard]] bool is_baseline() const { return when.empty(); }
};

/// What holds where no row but baseline rows speaks. Never milder than `Consult`.
struct DefaultRow {
  Outcome outcome = Outcome::Consult;
  std::vector<std::string> reviewers;
  std::vector<std::string> duties;
  std::string because;
};

/// A promise about the table that is proved for every declaration there can be.
struct Invariant {
  std::string id;
  Applies applies;
  Days in_force;
  Cells when;
  std::optional<Outcome> at_least;
  std::optional<Outcome> at_most;
  std::vector<std::string> reviewers_include;
  std::vector<std::string> duties_include;
  std::string because;
};

/// What a worked example expects. Lists that are not there are not looked at; those that are, are
/// exact. Baseline rows are left out; the default is the row "default".
struct Expectation {
  Outcome outcome = Outcome::Consult;
  std::optional<std::vector<std::string>> rows;    ///< That fire for certain.
  std::optional<std::vector<std::string>> unsure;  ///< That fire unsure.
  std::optional<std::vector<std::string>> reviewers;
  std::optional<std::vector<std::string>> duties;
};

/// A worked example, which is also a test of the book.
struct Case {
  std::string name;
  Declaration given;
  Expectation expect;
  std::string remark;
  std::string where;  ///< File and line, for messages.
};

/// A versioned decision table. *value*
struct Book {
  std::string id;
  std::string version;
  std::string name;
  std::string notice;  ///< How it is presented: a starting point for counsel.
  std::string remark;
  std::vector<Source> sources;
  Applies applies;
  Days in_force;
  std::vector<Fact> facts;
  std::vector<Definition> definitions;
  std::vector<Reviewer> reviewers;
  std::vector<Duty> duties;
  std::vector<Row> rows;
  DefaultRow otherwise;
  std::vector<Invariant> invariants;
  std::vector<Case> cases;

  /// "studio-genai 2025-11-11".
  [[nodiscard]] std::string title() const { return id + " " + version; }
};

}  // namespace gg::rulebook
