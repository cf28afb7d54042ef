#pragma once

#include "register/word.h"
#include "rulebook/decision.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace gg::prover {

/// What is proved of every declaration there can be, or found to exist.
enum class CheckKind : std::uint8_t {
  InvariantHolds,    ///< of an invariant
  RowCanFire,        ///< of a row: some declaration makes it speak for certain
  NoContradiction,   ///< of a row: whom and what it asks for exists on every title it speaks on
  Monotone,          ///< of a fact with a risk: a riskier answer never needs less
  UnsureNotWeaker,   ///< of a fact with a risk: *unsure* never needs less than the safe answer
  DefaultConsults,   ///< of a book: its default is `consult` or more
  RowDecides,        ///< of a row, a note: some outcome would be another without it
  NoGap,             ///< of a book, a note: rows other than baseline rows speak on everything
  OutcomeReachable,  ///< of an outcome, a note
};

inline constexpr std::array check_kind_words = {
    Word<CheckKind>{"invariant_holds", CheckKind::InvariantHolds},
    Word<CheckKind>{"row_can_fire", CheckKind::RowCanFire},
    Word<CheckKind>{"no_contradiction", CheckKind::NoContradiction},
    Word<CheckKind>{"monotone", CheckKind::Monotone},
    Word<CheckKind>{"unsure_not_weaker", CheckKind::UnsureNotWeaker},
    Word<CheckKind>{"default_consults", CheckKind::DefaultConsults},
    Word<CheckKind>{"row_decides", CheckKind::RowDecides},
    Word<CheckKind>{"no_gap", CheckKind::NoGap},
    Word<CheckKind>{"outcome_reachable", CheckKind::OutcomeReachable},
};

/// Whether a refuted check is worth knowing rather than wrong.
constexpr bool is_note(CheckKind kind) { return kind >= CheckKind::RowDecides; }

/// `Unknown`: time ran out, or prover and evaluator do not agree; both count as failures.
enum class Verdict : std::uint8_t { Proved, Refuted, Unknown };

inline constexpr std::array verdict_words = {Word<Verdict>{"proved", Verdict::Proved},
                                             Word<Verdict>{"refuted", Verdict::Refuted},
                                             Word<Verdict>{"unknown", Verdict::Unknown}};

/// What the evaluator decides on a declaration. *value*
struct Decided {
  Outcome outcome = Outcome::Clear;
  std::vector<std::string> deciding;  ///< Of `rows`, those that weigh as much as the outcome.
  std::vector<std::string> rows;      ///< That speak for certain: "studio-genai/final-deliverable".
  std::vector<std::string> unsure;    ///< That speak unsure.
  std::vector<std::string> reviewers;
  std::vector<std::string> duties;
  friend bool operator==(const Decided&, const Decided&) = default;
};

/// A filled-in declaration that shows something. Facts that play no part are unanswered. *value*
struct Witness {
  rulebook::Declaration declaration;
  Decided decided;
};

/// One thing looked into. *value*
struct Check {
  CheckKind kind = CheckKind::InvariantHolds;
  std::string book;     ///< Its id; empty of a check on the whole set.
  std::string subject;  ///< Id of the invariant, row, fact; an outcome; empty of a book.
  Verdict verdict = Verdict::Proved;
  std::string text;                ///< Of what is not proved: one sentence.
  std::vector<Witness> witnesses;  ///< Counter-examples: one, or the two that are compared. Of
                                   ///< `NoGap` and `OutcomeReachable` an example.
  [[nodiscard]] bool failed() const {
    return verdict == Verdict::Unknown || (verdict == Verdict::Refuted && !is_note(kind));
  }
};

/// All that was looked into, of one set. *value*
struct Proof {
  std::vector<std::string> books;  ///< "studio-genai 2025-11-11".
  std::vector<Check> checks;
  std::size_t questions = 0;  ///< Asked of the solver.
  [[nodiscard]] bool holds() const;
};

/// A use that comes out differently. *value*
struct Change {
  enum class Kind : std::uint8_t {
    Stricter,
    Milder,
    AddedReviewer,
    DroppedReviewer,
    RegroupedReviewer,  ///< the word of others suffices for it
    ReorderedReviewer,  ///< its turn comes after others
    AddedDuty,
    DroppedDuty
  };
  enum class Version : std::uint8_t { Before, After };
  Kind kind = Kind::Stricter;
  Version version = Version::After;  ///< Whose row it is; of reviewers and duties: `After`.
  std::string subject;               ///< "studio-genai/final-deliverable", or the reviewer or duty.
  rulebook::Declaration declaration;
  Decided before;
  Decided after;
  std::vector<std::string> named_before;  ///< Of a regrouped or reordered reviewer: whom the book
  std::vector<std::string> named_after;   ///< names as its group, or as those before it.
};

inline constexpr std::array change_kind_words = {
    Word<Change::Kind>{"stricter", Change::Kind::Stricter},
    Word<Change::Kind>{"milder", Change::Kind::Milder},
    Word<Change::Kind>{"added_reviewer", Change::Kind::AddedReviewer},
    Word<Change::Kind>{"dropped_reviewer", Change::Kind::DroppedReviewer},
    Word<Change::Kind>{"regrouped_reviewer", Change::Kind::RegroupedReviewer},
    Word<Change::Kind>{"reordered_reviewer", Change::Kind::ReorderedReviewer},
    Word<Change::Kind>{"added_duty", Change::Kind::AddedDuty},
    Word<Change::Kind>{"dropped_duty", Change::Kind::DroppedDuty},
};

/// How two versions differ. Complete where `unknown` is empty. *value*
struct Difference {
  std::vector<std::string> before;
  std::vector<std::string> after;
  std::vector<Change> changes;
  std::vector<std::string> unknown;  ///< Questions that were not settled, one sentence each.
  [[nodiscard]] bool none() const { return changes.empty() && unknown.empty(); }
};

}  // namespace gg::prover
