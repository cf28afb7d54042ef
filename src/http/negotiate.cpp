#include "http/negotiate.h"

#include "base/text.h"
#include "http/token.h"

#include <algorithm>
#include <optional>

namespace gg::http {
namespace {

/// Whether the parameters of a member hold a weight that is not 0 (section 12.4.2).
bool has_weight(std::string_view parameters) {
  while (!parameters.empty()) {
    const auto parameter = take_member(parameters, ';');
    if (starts_with_ignoring_case(parameter, "q="))
      return parameter.substr(2).find_first_of("123456789") != std::string_view::npos;
  }
  return true;
}

}  // namespace

bool accepts_coding(std::string_view text, std::string_view coding) {
  bool by_wildcard = false;
  while (!text.empty()) {
    auto parameters = take_member(text);
    const auto name = take_member(parameters, ';');
    if (equals_ignoring_case(name, coding)) return has_weight(parameters);
    if (name == "*") by_wildcard = has_weight(parameters);
  }
  return by_wildcard;
}

std::string media_type_of(std::string_view content_type) {
  const auto type = take_member(content_type, ';');
  const auto slash = type.find('/');
  if (slash == std::string_view::npos || !is_token(type.substr(0, slash)) ||
      !is_token(type.substr(slash + 1)))
    return {};
  return ascii_lower(type);
}

bool fits_media_type(std::string_view media_type, const std::vector<std::string>& ranges) {
  return std::ranges::any_of(ranges, [media_type](const std::string& range) {
    if (range == "*/*") return true;
    if (!range.ends_with("/*")) return range == media_type;
    return media_type.starts_with(std::string_view(range).substr(0, range.size() - 1));
  });
}

}  // namespace gg::http
