#include "http/token.h"

#include <algorithm>

namespace gg::http {
namespace {

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_ows(char c) { return c == ' ' || c == '\t'; }

bool is_field_character(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return is_ows(c) || (byte > 0x20 && byte != 0x7F);
}

/// Where the member at the front of `list` ends: at the separator outside a quoted string.
std::size_t member_end(std::string_view list, char separator) {
  bool quoted = false;
  for (std::size_t index = 0; index < list.size(); ++index) {
    const char c = list[index];
    if (quoted && c == '\\') ++index;
    if (c == '"') quoted = !quoted;
    if (c == separator && !quoted) return index;
  }
  return list.size();
}

}  // namespace

bool is_token(std::string_view text) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::ranges::all_of(text, [marks](char c) {
    return is_alphanumeric(c) || marks.find(c) != std::string_view::npos;
  });
}

bool is_field_value(std::string_view text) {
  return without_ows(text).size() == text.size() && std::ranges::all_of(text, is_field_character);
}

std::string_view without_ows(std::string_view text) {
  while (!text.empty() && is_ows(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_ows(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view take_member(std::string_view& list, char separator) {
  const auto end = member_end(list, separator);
  const auto member = without_ows(list.substr(0, end));
  list.remove_prefix(std::min(end + 1, list.size()));
  return member;
}

}  // namespace gg::http
