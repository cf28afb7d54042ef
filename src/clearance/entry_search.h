#pragma once

#include "clearance/names.h"

#include <optional>

namespace gg::clearance {

/// Entries of a tree that somebody looks for. `entries.limit` is how many are wanted of a page.
struct EntrySearch {
  store::EntryQuery entries;
  /// Each of them stands in the act ("use.declared" is "use declared" too), in what people call its
  /// object, or in the object's id, whatever its case, accents and width. Empty: all do.
  std::string words;
};

/// Some of the entries that were looked for, in the order that was asked for. *value*
struct FoundEntries {
  std::vector<store::StoredEntry> entries;
  Names names;                       ///< Of their objects.
  std::optional<std::int64_t> next;  ///< Where to go on; nothing: that was all.
};

/// How many entries one search looks through at most: a page may have fewer than were wanted, or
/// none, and there may still be a next one.
inline constexpr std::int64_t entries_searched_max = 20'000;

/// Errors: Unavailable.
Result<FoundEntries> find_entries(store::Snapshot& snapshot, const EntrySearch& search);

}  // namespace gg::clearance
