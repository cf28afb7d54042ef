#include "signals/table.h"

#include "base/text.h"

#include <algorithm>

namespace gg::signals {
namespace {

/// What follows in a longer value is not looked at: marks stand at its beginning.
constexpr std::size_t searched_bytes_max = 64U << 10;

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same(char left, char right) { return lower(left) == lower(right); }

bool holds_word(std::string_view value, std::string_view word) {
  auto first = value.begin();
  while (true) {
    const auto found = std::search(first, value.end(), word.begin(), word.end(), same);
    if (found == value.end()) return false;
    const auto index = static_cast<std::size_t>(found - value.begin());
    const auto end = index + word.size();
    if ((index == 0 || !is_word_byte(value[index - 1])) &&
        (end == value.size() || !is_word_byte(value[end])))
      return true;
    first = found + 1;
  }
}

bool fits_alternative(std::string_view pattern, std::string_view value) {
  if (pattern.size() < 2) return false;
  value = value.substr(0, searched_bytes_max);
  const auto text = pattern.substr(1);
  switch (pattern.front()) {
    case '=':
      return equals_ignoring_case(trimmed(value), text);
    case '^':
      return starts_with_ignoring_case(trimmed(value), text);
    case '~':
      return contains_ignoring_case(value, text);
    case '#':
      return holds_word(value, text);
    default:
      return false;
  }
}

}  // namespace

bool fits_key(std::string_view pattern, std::string_view key) {
  if (pattern == "*") return true;
  if (pattern.starts_with('*')) {
    const auto end = pattern.substr(1);
    return key.size() >= end.size() &&
           equals_ignoring_case(key.substr(key.size() - end.size()), end);
  }
  if (pattern.ends_with('*'))
    return starts_with_ignoring_case(key, pattern.substr(0, pattern.size() - 1));
  return equals_ignoring_case(key, pattern);
}

bool fits_value(std::string_view pattern, std::string_view value) {
  if (pattern.empty()) return !trimmed(value).empty();
  while (!pattern.empty()) {
    const auto end = std::min(pattern.find('|'), pattern.size());
    if (fits_alternative(pattern.substr(0, end), value)) return true;
    pattern.remove_prefix(std::min(end + 1, pattern.size()));
  }
  return false;
}

bool fits(const Row& row, const Field& field) {
  const auto bit = in(field.carrier);
  const bool placed = std::ranges::any_of(row.spots, [&](const Spot& spot) {
    return (spot.carriers & bit) != 0 && fits_key(spot.key, field.key);
  });
  return placed && fits_value(row.value, field.value);
}

std::span<const std::span<const Row>> table() {
  static const std::array families = {source_type_rows(), label_rows(),   comfyui_rows(),
                                      local_tool_rows(),  service_rows(), camera_rows()};
  return families;
}

}  // namespace gg::signals
