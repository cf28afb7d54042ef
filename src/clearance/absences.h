#pragma once

#include "clearance/work.h"

#include <string>
#include <string_view>
#include <vector>

namespace gg::clearance {

// Out of office. Whoever is away says so, or who keeps people does. Errors of both: NotFound,
// Forbidden, Stale, InvalidInput with the place.

Result<store::Record> go_away(Work& work, std::string_view id, const Json& away,
                              std::int64_t version);
Result<store::Record> come_back(Work& work, std::string_view id, std::int64_t version);

/// What a person's document says of being away: the deputy is somebody else who is here and may
/// decide, and is given no role that the absent does not have. Errors: InvalidInput with the place.
Result<void> check_absence(store::Snapshot& snapshot, std::string_view person, const Json& doc);

/// Who is told too: deputies of those among `people` who are away now, where they see the title.
/// Each pair is the deputy and whom they stand in for.
struct Deputy {
  std::string person;
  std::string stands_in_for;
};
Result<std::vector<Deputy>> deputies_of(store::Snapshot& snapshot,
                                        const std::vector<std::string>& people,
                                        std::string_view title, Moment now);

}  // namespace gg::clearance
