#include "desk/query.h"

#include <algorithm>
#include <charconv>
#include <sstream>

namespace gg::desk {
namespace {

constexpr std::int64_t page_usual = 50;
constexpr std::size_t fields_max = 10;

/// "summary" or "decision.outcome".
bool is_field(std::string_view text) {
  const auto is_name = [](std::string_view name) {
    return !name.empty() && std::ranges::all_of(name, [](char one) {
      return (one >= 'a' && one <= 'z') || (one >= '0' && one <= '9') || one == '_';
    });
  };
  const auto dot = text.find('.');
  return is_name(text.substr(0, dot)) &&
         (dot == std::string_view::npos || is_name(text.substr(dot + 1)));
}

}  // namespace

Result<std::int64_t> limit_of(const http::Request& request, std::int64_t most) {
  const auto text = request.query.find("limit");
  if (!text) return page_usual;
  std::int64_t limit = 0;
  const auto* end = text->data() + text->size();
  if (std::from_chars(text->data(), end, limit).ptr != end || limit < 1 || limit > most)
    return fail(
        Error{ErrorKind::InvalidInput, "/limit: write a number from 1 to " + std::to_string(most)});
  return limit;
}

Result<std::vector<std::string>> fields_of(const http::Request& request) {
  auto fields = values_of(request, "fields");
  if (fields.size() <= fields_max && std::ranges::all_of(fields, is_field)) return fields;
  return fail(Error{ErrorKind::InvalidInput,
                    "/fields: write at most 10 names of members, with commas between: "
                    "summary,decision.outcome"});
}

std::vector<std::string> values_of(const http::Request& request, std::string_view name) {
  std::vector<std::string> values;
  for (const auto field : request.query.all(name)) {
    std::istringstream parts{std::string(field)};
    for (std::string part; std::getline(parts, part, ',');)
      if (!part.empty()) values.push_back(part);
  }
  return values;
}

std::string parameter_of(const http::Request& request, std::string_view name) {
  return std::string(request.query.find(name).value_or(std::string_view()));
}

}  // namespace gg::desk
