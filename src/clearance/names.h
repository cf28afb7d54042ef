#pragma once

#include "store/transaction.h"

#include <map>
#include <string>
#include <vector>

namespace gg::clearance {

/// What people call things, by id: the summary of a use, the name of a person, the path of a file.
/// What has no name (any more: who was erased) is not in it. *value*
using Names = std::map<std::string, std::string>;

/// Errors: Unavailable.
Result<Names> names_of(store::Snapshot& snapshot, const std::vector<std::string>& ids);

/// Of all objects of some entries.
Result<Names> names_in(store::Snapshot& snapshot, const std::vector<store::StoredEntry>& entries);

/// An entry for a list: {position, object, act, time}, and `name` where its object has one.
Json line_of_entry(const store::StoredEntry& entry, const Names& names);

}  // namespace gg::clearance
