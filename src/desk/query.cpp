#include "desk/query.h"

#include <charconv>
#include <sstream>

namespace gg::desk {
namespace {

constexpr std::int64_t page_max = 200;
constexpr std::int64_t page_usual = 50;

}  // namespace

Result<std::int64_t> limit_of(const http::Request& request) {
  const auto text = request.query.find("limit");
  if (!text) return page_usual;
  std::int64_t limit = 0;
  const auto* end = text->data() + text->size();
  if (std::from_chars(text->data(), end, limit).ptr != end || limit < 1 || limit > page_max)
    return fail(Error{ErrorKind::InvalidInput, "/limit: write a number from 1 to 200"});
  return limit;
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
