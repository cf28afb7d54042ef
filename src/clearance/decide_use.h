#pragma once

#include "clearance/work.h"
#include "register/outcome.h"
#include "register/review.h"

#include <cstdint>
#include <string>
#include <vector>

namespace gg::clearance {

/// What the rulebooks of a title ask of a use. *value*
struct UseRuling {
  Outcome outcome = Outcome::Consult;
  std::vector<AskedReviewer> reviewers;
  Json record;  ///< The whole decision, recomputable (`rulebook::record_of`).
  Json duties;  ///< What it asks for, each open.
  Json raised;  ///< Why the contact is asked though the rulebooks do not: tools to be read again.
  BookSetPtr books;
};

/// Decides a use by the rulebooks in force on its title, on the day of the act. With a tool whose
/// terms were to be read again by then it consults at least. Errors: InvalidInput for an answer
/// that is none or to a question nobody asks, with its place; NotFound for a rulebook.
/// An answer to a question that is asked no more can be passed over.
enum class Unasked : std::uint8_t { Refuse, PassOver };
Result<UseRuling> decide(store::Snapshot& snapshot, World& world, Moment now,
                         const store::Record& use, Unasked unasked = Unasked::Refuse);

/// The same by the very versions that decided the use last: what a publication since then changes
/// nothing of. By those in force where it was not decided before.
Result<UseRuling> decide_as_before(store::Snapshot& snapshot, World& world, Moment now,
                                   const store::Record& use);

/// A ruling, and the same in plain words with what would change it.
struct ExplainedRuling {
  UseRuling ruling;
  std::string text;
};
Result<ExplainedRuling> decide_and_explain(store::Snapshot& snapshot, World& world, Moment now,
                                           const store::Record& use);

}  // namespace gg::clearance
