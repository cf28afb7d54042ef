#include "clearance/names.h"

#include <array>
#include <string_view>
#include <utility>

namespace gg::clearance {
namespace {

struct Naming {
  std::string_view noun;
  std::string_view member;  ///< Of its document: a name, or the id of what names it.
};

constexpr std::array namings = {
    Naming{"company", "name"},    Naming{"person", "name"},   Naming{"title", "name"},
    Naming{"webhook", "name"},    Naming{"delivery", "name"}, Naming{"attachment", "name"},
    Naming{"tool", "product"},    Naming{"use", "summary"},   Naming{"approval", "summary"},
    Naming{"consent", "text"},    Naming{"licence", "work"},  Naming{"asset", "file"},
    Naming{"disclosure", "text"}, Naming{"waiver", "reason"}, Naming{"rulebook", "book"},
    Naming{"grant", "person"},    Naming{"link", "object"},   Naming{"release", "title"},
    Naming{"cue_sheet", "title"},
};

bool is_named_by_another(std::string_view noun) {
  return noun == "grant" || noun == "link" || noun == "release" || noun == "cue_sheet";
}

std::string naming_query() {
  std::string sql = "SELECT r.id, r.noun, r.doc ->> CASE r.noun";
  for (const auto& [noun, member] : namings)
    sql.append(" WHEN '").append(noun).append("' THEN '$.").append(member).append("'");
  return sql + " END FROM json_each(?1) i JOIN record r ON r.id = i.value";
}

struct Found {
  std::string id;
  std::string noun;
  std::string name;
};

Result<std::vector<Found>> named(store::Snapshot& snapshot, const std::vector<std::string>& ids) {
  static const std::string sql = naming_query();
  const auto list = Json(ids).dump();
  auto statement = snapshot.connection().prepare(sql);
  statement.bind(1, list);
  return store::rows_of(statement, [](const store::Statement& row) -> Result<Found> {
    return Found{row.text(0), row.text(1), row.text(2)};
  });
}

}  // namespace

Result<Names> names_of(store::Snapshot& snapshot, const std::vector<std::string>& ids) {
  TRY_LET(const auto found, named(snapshot, ids));
  Names names;
  std::vector<std::string> others;
  for (const auto& one : found)
    if (is_named_by_another(one.noun))
      others.push_back(one.name);
    else if (!one.name.empty())
      names[one.id] = one.name;
  if (others.empty()) return names;
  TRY_LET(const auto naming, named(snapshot, others));
  Names by_other;
  for (const auto& one : naming) by_other[one.id] = one.name;
  for (const auto& one : found)
    if (const auto name = by_other.find(one.name);
        is_named_by_another(one.noun) && name != by_other.end() && !name->second.empty())
      names[one.id] = name->second;
  return names;
}

Result<Names> names_in(store::Snapshot& snapshot, const std::vector<store::StoredEntry>& entries) {
  std::vector<std::string> ids;
  ids.reserve(entries.size());
  for (const auto& entry : entries) ids.push_back(entry.object);
  return names_of(snapshot, ids);
}

Json line_of_entry(const store::StoredEntry& entry, const Names& names) {
  Json line{{"position", entry.position},
            {"object", entry.object},
            {"act", entry.act},
            {"time", entry.time}};
  if (const auto name = names.find(entry.object); name != names.end()) line["name"] = name->second;
  return line;
}

}  // namespace gg::clearance
