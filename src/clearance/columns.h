#pragma once

#include "clearance/noun.h"
#include "json/json.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gg::clearance {

/// One column of a noun's table: a member of its body by its way from the top ("cost.expected",
/// "facts.purpose"). *value*
struct Column {
  std::string field;
  const Json* schema = nullptr;  ///< Of the member; points into the API's description.
};

/// The columns that the shape of a noun has. An object of free members ("facts") is not among them:
/// each of its members is a column of its own, found by `column_of`.
std::vector<Column> columns_of(const Noun& noun);

/// The column of this name; its schema is null where the noun has none.
Column column_of(const Noun& noun, const std::string& field);

/// A body as cells, by column; lists with "; " between.
std::vector<std::pair<std::string, std::string>> cells_of(const Json& body);

/// Puts a cell into a body. Returns what to write instead where it cannot be read; empty where it
/// was taken. A list ends at each semicolon.
std::string put_cell(Json& body, const Column& column, const std::string& cell);

/// "/cost/expected" for "cost.expected".
std::string pointer_of(const std::string& field);

}  // namespace gg::clearance
