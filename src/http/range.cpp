#include "http/range.h"

#include "base/text.h"
#include "http/token.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace gg::http {
namespace {

/// Digits only; what is larger than any file counts as the largest number.
std::optional<std::uint64_t> parse_position(std::string_view text) {
  if (text.empty() || !std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  std::uint64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc{} ? number : std::numeric_limits<std::uint64_t>::max();
}

RangeAnswer last_bytes(std::string_view text, std::uint64_t size_bytes) {
  const auto count = parse_position(text);
  if (!count) return WholeBody{};
  if (*count == 0 || size_bytes == 0) return NotSatisfiable{};
  return ByteRange{size_bytes - std::min(*count, size_bytes), size_bytes};
}

}  // namespace

RangeAnswer parse_range(std::string_view text, std::uint64_t size_bytes) {
  const auto equals = text.find('=');
  if (equals == std::string_view::npos || !equals_ignoring_case(text.substr(0, equals), "bytes"))
    return WholeBody{};
  const auto range = without_ows(text.substr(equals + 1));
  const auto dash = range.find('-');
  if (dash == std::string_view::npos) return WholeBody{};
  if (dash == 0) return last_bytes(range.substr(1), size_bytes);
  const auto first = parse_position(range.substr(0, dash));
  const auto last_text = range.substr(dash + 1);
  const auto last =
      last_text.empty() ? std::numeric_limits<std::uint64_t>::max() : parse_position(last_text);
  if (!first || !last || *last < *first) return WholeBody{};
  if (*first >= size_bytes) return NotSatisfiable{};
  return ByteRange{*first, std::min(*last, size_bytes - 1) + 1};
}

}  // namespace gg::http
