#pragma once

#include "clearance/work.h"
#include "register/outcome.h"
#include "register/review.h"

#include <string>
#include <vector>

namespace gg::clearance {

/// What the rulebooks of a title ask of a use. *value*
struct UseRuling {
  Outcome outcome = Outcome::Consult;
  std::vector<std::string> reviewers;
  Json record;  ///< The whole decision, recomputable (`rulebook::record_of`).
  Json duties;  ///< What it asks for, each open.
  BookSetPtr books;
};

/// Decides a use by the rulebooks of its title, on the day of the act. Errors: InvalidInput for an
/// answer that is none or to a question nobody asks, with its place; NotFound for a rulebook.
Result<UseRuling> decide(store::Snapshot& snapshot, World& world, Moment now,
                         const store::Record& use);

/// "fact final_deliverable changed from no to yes", for every answer that differs and on which what
/// was approved stands (`material` in the rulebooks); empty where none does.
std::string material_changes(const rulebook::BookSet& books, const Json& before, const Json& after);

/// A ruling, and the same in plain words with what would change it.
struct ExplainedRuling {
  UseRuling ruling;
  std::string text;
};
Result<ExplainedRuling> decide_and_explain(store::Snapshot& snapshot, World& world, Moment now,
                                           const store::Record& use);

}  // namespace gg::clearance
