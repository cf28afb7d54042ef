#pragma once

#include "clearance/books.h"
#include "clearance/work.h"

#include <optional>
#include <string>
#include <vector>

namespace gg::clearance {

/// One thing that two versions of a use say differently. *value*
struct UseChange {
  std::string pointer;    ///< Into the use: "/facts/final_deliverable".
  Json before;            ///< Null where it was not there.
  Json after;             ///< Null where it is not there any more.
  bool material = false;  ///< An approval stands on it.
  std::string question;   ///< How a changed fact is asked for; empty for anything else.
};

/// What people wrote differently, in the order of the form. Material: answers whose questions the
/// rulebooks call so, what it is, why, tools and people, and a consent or licence taken away.
std::vector<UseChange> changes_between(const rulebook::BookSet& books, const Json& before,
                                       const Json& after);

/// "the answer to "May the tool learn from what is put in?" changed from no to yes; tools changed":
/// the material ones; empty where none is.
std::string material_text(const std::vector<UseChange>& changes);

/// What changed of a use since a version of it: {since, version, changes}. Without `since`, since
/// it was last approved, or else since it was first written; a changed outcome is the last line.
/// Errors: NotFound for a version there was not.
Result<Json> changes_since(store::Snapshot& snapshot, World& world, const store::Record& use,
                           std::optional<std::int64_t> since);

}  // namespace gg::clearance
