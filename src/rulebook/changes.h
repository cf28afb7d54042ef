#pragma once

#include "rulebook/evaluate.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace gg::rulebook {

/// One answer to give otherwise.
struct Change {
  std::size_t subject = 0;  ///< A fact the declarer can plan otherwise.
  Value value = 0;
};

/// A way to a milder outcome.
struct WayDown {
  Outcome outcome = Outcome::Clear;  ///< What the use needs then.
  std::vector<Change> changes;       ///< In the order of the facts; none can be left out.
};

/// Limits of the search.
struct WayLimits {
  std::size_t changes_max = 6;           ///< Answers changed together.
  std::size_t evaluations_max = 20'000;  ///< All searches together; keeps it under 50 ms.
};

/// What a search found. `complete` says that nothing was cut off by a limit: no way then means that
/// there is none.
struct WaysDown {
  std::vector<WayDown> ways;  ///< At most one an outcome, the mildest reachable last.
  bool complete = true;
};

/// The smallest sets of changeable facts whose change lowers the outcome, one for each milder
/// outcome that can be reached. Of sets of one size the first in the order of facts and options.
WaysDown ways_down(const BookSet& set, const Slots& slots, const WayLimits& limits = {});

/// One value of each class of a fact's values that no cell of the set tells apart, ascending.
std::vector<Value> classes_of(const BookSet& set, std::size_t subject);

}  // namespace gg::rulebook
