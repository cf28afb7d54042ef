#pragma once

#include "clearance/work.h"

namespace gg::clearance {

/// The tree of what belongs to no title.
inline constexpr std::string_view installation_tree = "installation";

/// The tree that an object's acts go to: that of its title.
std::string tree_of(const store::Record& record);

/// Writes what happened to `record` into the ledger. Errors: Unavailable.
Result<void> append_entry(Work& work, std::string_view act, const store::Record& record,
                          const Telling& telling);

}  // namespace gg::clearance
