#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

namespace gg::http {

/// Bytes first … end - 1 of a representation. *value*
struct ByteRange {
  std::uint64_t first = 0;
  std::uint64_t end = 0;

  [[nodiscard]] std::uint64_t size_bytes() const { return end - first; }
  friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

struct WholeBody {
  friend bool operator==(const WholeBody&, const WholeBody&) = default;
};
struct NotSatisfiable {
  friend bool operator==(const NotSatisfiable&, const NotSatisfiable&) = default;
};
using RangeAnswer = std::variant<WholeBody, ByteRange, NotSatisfiable>;

/// What a Range field asks of `size_bytes` bytes (RFC 9110 section 14): one range of bytes. Several
/// ranges, other units and what is no range at all ask for the whole, as the RFC allows.
RangeAnswer parse_range(std::string_view text, std::uint64_t size_bytes);

}  // namespace gg::http
