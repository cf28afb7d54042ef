#pragma once

#include <compare>
#include <cstdint>

namespace gg {

/// Bytes of a file, half open: `first` is inside, `end` is not. *value*
struct ByteRange {
  std::uint64_t first = 0;
  std::uint64_t end = 0;

  [[nodiscard]] std::uint64_t size() const { return end - first; }
  [[nodiscard]] bool is_empty() const { return end <= first; }
  [[nodiscard]] bool overlaps(const ByteRange& other) const {
    return first < other.end && other.first < end;
  }
  [[nodiscard]] bool contains(const ByteRange& other) const {
    return first <= other.first && other.end <= end;
  }
  friend auto operator<=>(const ByteRange&, const ByteRange&) = default;
};

}  // namespace gg
