#include "clearance/activity.h"

#include "clearance/names.h"
#include "clearance/nouns.h"
#include "clearance/sight.h"

namespace gg::clearance {

Result<Json> activity_of(store::Snapshot& snapshot, const Actor& actor, const std::string& title,
                         std::int64_t position, std::int64_t limit) {
  TRY_LET(const auto record, must_find(snapshot, "title", title));
  TRY(check_sight(actor, record));
  store::Query seen{.noun = "use", .limit = limit + 1};
  TRY(narrow_to_sight(actor, seen));
  seen.noun.clear();  // whatever it is: each is seen as uses are
  TRY_LET(auto entries, snapshot.entries_before(title, position, seen));
  const bool has_more = std::ssize(entries) > limit;
  if (has_more) entries.pop_back();
  TRY_LET(const auto names, names_in(snapshot, entries));
  Json items = Json::array();
  for (const auto& entry : entries) items.push_back(line_of_entry(entry, names));
  return Json{{"items", std::move(items)},
              {"next", has_more ? Json(entries.back().position) : Json()}};
}

}  // namespace gg::clearance
