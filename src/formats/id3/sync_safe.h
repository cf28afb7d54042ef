#pragma once

#include <cstdint>
#include <optional>

namespace gg::id3 {

/// The largest number that four bytes of seven bits hold.
inline constexpr std::uint64_t sync_safe_max = (1U << 28) - 1;

/// A number up to `sync_safe_max` in four bytes whose highest bits are zero.
/// Source: id3v2.4.0-structure section 6.2.
constexpr std::uint32_t sync_safe(std::uint64_t value) {
  return static_cast<std::uint32_t>((value & 0x7FU) | (value & 0x3F80U) << 1U |
                                    (value & 0x1FC000U) << 2U | (value & 0xFE00000U) << 3U);
}

/// The number that such bytes say; nothing where one of their highest bits is set.
constexpr std::optional<std::uint32_t> from_sync_safe(std::uint32_t raw) {
  if ((raw & 0x80808080U) != 0) return std::nullopt;
  return (raw & 0x7FU) | (raw >> 1U & 0x3F80U) | (raw >> 2U & 0x1FC000U) | (raw >> 3U & 0xFE00000U);
}

}  // namespace gg::id3
