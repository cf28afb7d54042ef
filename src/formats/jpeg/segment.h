#pragma once

#include "parts/parts.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace gg::jpeg {

/// Second bytes of markers. Source: ITU-T T.81 table B.1.
namespace marker {
inline constexpr std::uint8_t temporary = 0x01;
inline constexpr std::uint8_t restart_first = 0xD0;
inline constexpr std::uint8_t start_of_image = 0xD8;
inline constexpr std::uint8_t end_of_image = 0xD9;
inline constexpr std::uint8_t start_of_scan = 0xDA;
inline constexpr std::uint8_t app0 = 0xE0;
inline constexpr std::uint8_t app15 = 0xEF;
inline constexpr std::uint8_t comment = 0xFE;
}  // namespace marker

/// A marker, its payload without the length field, and where both stand. *value*
struct Segment {
  std::uint8_t marker;
  Reader payload;
  std::uint64_t first;  ///< Of the marker, from the start of the file.

  [[nodiscard]] std::uint64_t end() const { return payload_first + payload.size(); }

  std::uint64_t payload_first;
};

/// Payloads put together. One is given as it stands; several are copied, charged, and kept by
/// `parts`, with offsets that count from the first. Faults: too_large, and those of reading.
Parsed<Reader> joined(std::span<const Reader> payloads, Parts& parts);

}  // namespace gg::jpeg
