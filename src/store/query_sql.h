#pragma once

#include "store/record.h"
#include "store/sqlite.h"

#include <string>
#include <vector>

namespace gg::store {

// How a query is said in SQL, over `record r`. Parameters ?1 to ?9 and from ?21 on are the query's,
// ?10 is how many are wanted; those between are free.

/// The texts that a query binds; they must outlive the statement.
struct QueryTexts {
  explicit QueryTexts(const Query& query);

  std::string titles;
  std::string states;
  std::string text;
  std::vector<std::string> reaches;  ///< Three for each; empty: it does not restrict.
};

/// The WHERE of a query. Lists go in as JSON, so that their length does not change the statement.
std::string sql_condition(const Query& query);

void bind_query(Statement& statement, const Query& query, const QueryTexts& texts);

}  // namespace gg::store
