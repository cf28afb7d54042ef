#pragma once

#include "register/date.h"
#include "rulebook/decision.h"
#include "title_file/title_file.h"

#include <string>
#include <vector>

namespace gg {

/// A duty that rows which fire for certain ask of a use.
struct Owed {
  const rulebook::Duty* duty = nullptr;
  std::string clause;  ///< "studio-genai/final-deliverable, clause N-0.3": the first row that asks.
};

/// What a use needs.
struct UseDecision {
  Outcome outcome = Outcome::Consult;  ///< The stricter of what is stated and what the books ask.
  Outcome asked = Outcome::Consult;    ///< What the books in force ask.
  std::string why;                     ///< "studio-genai/talent-likeness: talent_likeness is yes".
  std::string clause;  ///< Of the row that decides; empty where the stated outcome does.
  std::vector<Owed> owed;
  bool kept_from_final = false;  ///< The use declares that nothing of it is in the final.

  /// The first duty owed that this kind of evidence shows done, or null.
  [[nodiscard]] const Owed* owes(rulebook::DutyEvidence evidence) const;
};

/// The declaration of a use: its own answers, those of its tools (where tools differ, the riskier
/// one; *unsure* where no direction of risk is declared) and those of its title.
rulebook::Declaration declaration_of(const Use& use, const TitleFile& title, Date as_of);

/// Decides a use by the books in force. Where an outcome was decided outside (`Use::outcome`),
/// questions nobody answered ask nothing more: they were looked at then. `title.books` must be set.
UseDecision decide_use(const Use& use, const TitleFile& title, Date as_of,
                       std::string_view final_fact);

}  // namespace gg
