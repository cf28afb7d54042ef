#include "base/check.h"
#include "store/query_sql.h"
#include "store/transaction.h"

#include <algorithm>
#include <array>

namespace gg::store {
namespace {

constexpr int shared_columns = 8;
constexpr int field_base = 11;  // the first of at most ten parameters
constexpr std::size_t fields_max = 10;

std::string quoted(std::string_view text) { return Json(text).dump(); }

/// A JSON object as it grows; what is not stated is left out.
class ObjectText {
 public:
  void add(std::string_view key, std::string_view json) {
    if (json.empty()) return;
    text_ += text_.size() == 1 ? "\"" : ",\"";
    text_.append(key).append("\":").append(json);
  }
  void add_text(std::string_view key, std::string_view text) {
    if (!text.empty()) add(key, quoted(text));
  }
  [[nodiscard]] bool is_empty() const { return text_.size() == 1; }
  std::string close() && { return std::move(text_) + "}"; }

 private:
  std::string text_ = "{";
};

/// A member of the answer: a field, or those that are inside one.
struct Member {
  std::string key;
  int column = -1;  ///< Where it is a field itself.
  std::vector<std::pair<std::string, int>> inside;
};

bool is_shared(std::string_view key) {
  constexpr std::array<std::string_view, 8> shared = {"id",  "noun",    "title",   "state",
                                                      "due", "version", "created", "updated"};
  return std::ranges::find(shared, key) != shared.end();
}

std::vector<Member> members_of(const std::vector<std::string>& fields) {
  std::vector<Member> members;
  for (std::size_t index = 0; index < fields.size(); ++index) {
    const auto& field = fields[index];
    const auto dot = field.find('.');
    auto key = field.substr(0, dot);
    if (is_shared(key)) continue;
    auto found = std::ranges::find(members, key, &Member::key);
    if (found == members.end()) found = members.insert(found, Member{std::move(key), -1, {}});
    const auto column = shared_columns + static_cast<int>(index);
    if (dot == std::string::npos)
      found->column = column;
    else
      found->inside.emplace_back(field.substr(dot + 1), column);
  }
  return members;
}

std::string text_inside(const Statement& row, const Member& member) {
  if (member.column >= 0) return row.text(member.column);
  ObjectText inside;
  for (const auto& [key, column] : member.inside) inside.add(key, row.text(column));
  return inside.is_empty() ? std::string() : std::move(inside).close();
}

Excerpt excerpt_of(const Statement& row, const std::vector<Member>& members) {
  ObjectText object;
  object.add_text("id", row.text(0));
  object.add_text("noun", row.text(1));
  object.add_text("state", row.text(3));
  if (row.text(1) != "title") object.add_text("title", row.text(2));
  object.add("version", std::to_string(row.number(4)));
  object.add_text("due", row.text(5));
  object.add_text("created", row.text(6));
  object.add_text("updated", row.text(7));
  for (const auto& member : members) object.add(member.key, text_inside(row, member));
  return {row.text(0), std::move(object).close()};
}

}  // namespace

Result<std::vector<Excerpt>> Snapshot::excerpts(const Query& query,
                                                const std::vector<std::string>& fields) {
  GG_CHECK(fields.size() <= fields_max);
  std::string sql = "SELECT r.id, r.noun, r.title, r.state, r.version, r.due, r.created, r.updated";
  std::vector<std::string> paths;
  for (const auto& field : fields) {
    sql += ", r.doc -> ?" + std::to_string(field_base + static_cast<int>(paths.size()));
    paths.push_back("$." + field);
  }
  auto statement = connection_.prepare(sql + " FROM record r" + sql_condition(query) +
                                       " ORDER BY r.id LIMIT ?10");
  const QueryTexts texts(query);
  bind_query(statement, query, texts);
  statement.bind(10, query.limit);
  for (std::size_t index = 0; index < paths.size(); ++index)
    statement.bind(field_base + static_cast<int>(index), paths[index]);
  const auto members = members_of(fields);
  return rows_of(statement,
                 [&](const Statement& row) -> Result<Excerpt> { return excerpt_of(row, members); });
}

Result<std::vector<Tally>> Snapshot::tally(const Query& query) {
  auto statement =
      connection_.prepare("SELECT r.title, r.state, count(*) FROM record r" + sql_condition(query) +
                          " GROUP BY r.title, r.state ORDER BY r.title, r.state");
  const QueryTexts texts(query);
  bind_query(statement, query, texts);
  return rows_of(statement, [](const Statement& row) -> Result<Tally> {
    return Tally{row.text(0), row.text(1), row.number(2)};
  });
}

}  // namespace gg::store
