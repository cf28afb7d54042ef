#include "store/query_sql.h"

#include "store/fold.h"

namespace gg::store {
namespace {

constexpr int reach_base = 21;  // the first parameter of the first reach; each has three

std::string one_of(int parameter) {
  return " IN (SELECT value FROM json_each(?" + std::to_string(parameter) + "))";
}

std::string condition_of(const Reach& reach, int base) {
  std::string sql = "1";
  if (!reach.is_everywhere) sql += " AND r.title" + one_of(base);
  if (!reach.companies.empty())
    sql += " AND (r.company IS NULL OR r.company" + one_of(base + 1) + ")";
  if (!reach.people.empty())
    sql += " AND EXISTS (SELECT 1 FROM link p WHERE p.source = r.id AND p.target" +
           one_of(base + 2) + ")";
  return sql;
}

std::string condition_of(const std::vector<Reach>& reaches) {
  std::string sql;
  int base = reach_base;
  for (const auto& reach : reaches) {
    sql += (sql.empty() ? "" : " OR ") + condition_of(reach, base);
    base += 3;
  }
  return sql.empty() ? " AND 0" : " AND (" + sql + ")";
}

}  // namespace

std::string sql_condition(const Query& query) {
  std::string sql = " WHERE r.id > ?1";
  // What relies on something is found by its links, not by going through the noun.
  if (!query.noun.empty())
    sql += query.relies_on.empty() ? " AND r.noun = ?2" : " AND +r.noun = ?2";
  if (!query.titles.empty())
    sql += query.untitled ? " AND (r.title IS NULL OR r.title IN (SELECT value FROM json_each(?3)))"
                          : " AND r.title IN (SELECT value FROM json_each(?3))";
  else if (query.untitled)
    sql += " AND r.title IS NULL";
  if (!query.company.empty()) sql += " AND r.company = ?4";
  if (!query.states.empty()) sql += " AND r.state IN (SELECT value FROM json_each(?5))";
  if (!query.updated_after.empty()) sql += " AND r.updated > ?6";
  if (!query.due_before.empty()) sql += " AND r.due < ?7";
  if (!query.relies_on.empty()) sql += " AND r.id IN (SELECT source FROM link WHERE target = ?8)";
  if (!query.text.empty()) sql += " AND instr(folded(r.doc), ?9) > 0";
  if (query.within) sql += condition_of(*query.within);
  return sql;
}

QueryTexts::QueryTexts(const Query& query)
    : titles(Json(query.titles).dump()),
      states(Json(query.states).dump()),
      text(folded(query.text)) {
  const auto list = [](const std::vector<std::string>& texts) {
    return texts.empty() ? std::string() : Json(texts).dump();
  };
  for (const auto& reach : query.within.value_or(std::vector<Reach>())) {
    reaches.push_back(reach.is_everywhere ? std::string() : Json(reach.titles).dump());
    reaches.push_back(list(reach.companies));
    reaches.push_back(list(reach.people));
  }
}

void bind_query(Statement& statement, const Query& query, const QueryTexts& texts) {
  statement.bind(1, query.after);
  if (!query.noun.empty()) statement.bind(2, query.noun);
  if (!query.titles.empty()) statement.bind(3, texts.titles);
  if (!query.company.empty()) statement.bind(4, query.company);
  if (!query.states.empty()) statement.bind(5, texts.states);
  if (!query.updated_after.empty()) statement.bind(6, query.updated_after);
  if (!query.due_before.empty()) statement.bind(7, query.due_before);
  if (!query.relies_on.empty()) statement.bind(8, query.relies_on);
  if (!query.text.empty()) statement.bind(9, texts.text);
  for (std::size_t index = 0; index < texts.reaches.size(); ++index)
    if (!texts.reaches[index].empty())
      statement.bind(reach_base + static_cast<int>(index), texts.reaches[index]);
}

}  // namespace gg::store
