#pragma once

#include "clearance/work.h"

#include <string>
#include <string_view>
#include <vector>

namespace gg::clearance {

/// A title on which a rulebook is in force.
struct TitleOfBook {
  store::Record title;
  std::string pinned;  ///< The version it names; empty: it takes the one in force.
};

/// The open titles that name a rulebook, by id.
Result<std::vector<TitleOfBook>> titles_of_book(store::Snapshot& snapshot, std::string_view book);

/// The version in force on a day, shipped or the studio's own; null where there is none.
Result<rulebook::BookFilePtr> version_in_force(store::Snapshot& snapshot, World& world,
                                               std::string_view book, Date day);

/// Each title that takes the version in force could decide by `candidate`, or where that is null
/// by what is in force on `day` in the register. Errors: Conflict naming the title and why.
Result<void> check_titles_decide(store::Snapshot& snapshot, World& world, std::string_view book,
                                 Date day, const rulebook::BookFilePtr& candidate);

/// What was judged by a rulebook is judged again when the act is done.
Result<void> touch_titles_of(Work& work, std::string_view act, const store::Record& rulebook);

}  // namespace gg::clearance
