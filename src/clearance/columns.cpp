#include "clearance/columns.h"

#include "base/text.h"
#include "shapes/shapes.h"

#include <charconv>
#include <sstream>

namespace gg::clearance {
namespace {

const Json& resolved(const Json& schema) {
  const Json* found = &schema;
  while (found->contains("$ref"))
    found = &openapi().at(Json::json_pointer(found->at("$ref").get<std::string>().substr(1)));
  return *found;
}

std::string type_of(const Json& schema) { return schema.value("type", std::string("string")); }

bool is_fixed_object(const Json& schema) { return schema.contains("properties"); }

bool is_free_object(const Json& schema) {
  return type_of(schema) == "object" && !schema.contains("properties");
}

void add_columns(std::vector<Column>& columns, const std::string& before, const Json& schema) {
  for (const auto& [name, member] : schema.at("properties").items()) {
    const auto& shape = resolved(member);
    if (is_fixed_object(shape))
      add_columns(columns, before + name + ".", shape);
    else if (!is_free_object(shape))
      columns.push_back({before + name, &shape});
  }
}

const Json& shape_of(const Noun& noun) {
  return openapi().at("components").at("schemas").at(std::string(noun.shape));
}

/// A semicolon inside an item of a list.
std::string escaped(const std::string& item) {
  std::string text;
  for (const char one : item) text += one == ';' ? std::string("\\;") : std::string(1, one);
  return text;
}

void add_cells(std::vector<std::pair<std::string, std::string>>& cells, const std::string& field,
               const Json& value) {
  if (value.is_object()) {
    for (const auto& [name, member] : value.items())
      add_cells(cells, field.empty() ? name : field + "." + name, member);
  } else if (value.is_array()) {
    std::vector<std::string> items;
    for (const auto& item : value) items.push_back(escaped(scalar_text(item)));
    cells.emplace_back(field, joined(items, "; "));
  } else {
    cells.emplace_back(field, scalar_text(value));
  }
}

Json list_of(const std::string& cell) {
  Json items = Json::array();
  std::string item;
  const auto end_item = [&] {
    if (const auto text = trimmed(item); !text.empty()) items.push_back(text);
    item.clear();
  };
  for (std::size_t at = 0; at < cell.size(); ++at) {
    const bool is_escaped = cell[at] == '\\' && at + 1 < cell.size() && cell[at + 1] == ';';
    if (is_escaped)
      item += cell[++at];
    else if (cell[at] == ';')
      end_item();
    else
      item += cell[at];
  }
  end_item();
  return items;
}

/// The value of a cell by its type; null where it is none.
Json value_in(const std::string& cell, const std::string& type) {
  const auto* end = cell.data() + cell.size();
  if (type == "array") return list_of(cell);
  if (type == "boolean") {
    const auto word = ascii_lower(cell);
    if (word == "true" || word == "yes") return true;
    return word == "false" || word == "no" ? Json(false) : Json();
  }
  if (type == "integer") {
    std::int64_t number = 0;
    return std::from_chars(cell.data(), end, number).ptr == end ? Json(number) : Json();
  }
  if (type == "number") {
    std::int64_t whole = 0;
    if (std::from_chars(cell.data(), end, whole).ptr == end) return whole;
    double number = 0;
    return std::from_chars(cell.data(), end, number).ptr == end ? Json(number) : Json();
  }
  return cell;
}

std::string advice_for(const std::string& type) {
  if (type == "boolean") return "write yes or no";
  if (type == "integer") return "write a whole number, such as 12";
  return "write a number with a point, such as 12.5, without its currency";
}

}  // namespace

std::vector<Column> columns_of(const Noun& noun) {
  std::vector<Column> columns;
  add_columns(columns, "", shape_of(noun));
  return columns;
}

Column column_of(const Noun& noun, const std::string& field) {
  const Json* schema = &shape_of(noun);
  std::istringstream way(field);
  for (std::string name; std::getline(way, name, '.');) {
    if (schema->contains("properties") && schema->at("properties").contains(name))
      schema = &resolved(schema->at("properties").at(name));
    else if (const auto* free = find_member(*schema, "additionalProperties");
             free != nullptr && free->is_object() && !name.empty())
      schema = &resolved(*free);
    else
      return {field, nullptr};
  }
  if (field.empty() || type_of(*schema) == "object") return {field, nullptr};
  return {field, schema};
}

std::vector<std::pair<std::string, std::string>> cells_of(const Json& body) {
  std::vector<std::pair<std::string, std::string>> cells;
  add_cells(cells, "", body);
  return cells;
}

std::string put_cell(Json& body, const Column& column, const std::string& cell) {
  const auto type = type_of(*column.schema);
  const bool is_free_text =
      type == "string" && !column.schema->contains("pattern") && !column.schema->contains("enum");
  auto value = value_in(is_free_text ? cell : std::string(trimmed(cell)), type);
  if (value.is_null()) return advice_for(type);
  body[Json::json_pointer(pointer_of(column.field))] = std::move(value);
  return {};
}

std::string pointer_of(const std::string& field) {
  std::string pointer;
  std::istringstream way(field);
  for (std::string name; std::getline(way, name, '.');) pointer += "/" + name;
  return pointer;
}

}  // namespace gg::clearance
