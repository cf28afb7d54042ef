#pragma once

#include <cstdint>
#include <optional>

namespace gg::mpeg_audio {

/// The four bytes in front of a frame. *value*
struct FrameHeader {
  std::uint8_t layer = 0;  ///< 1, 2 or 3.
  bool mpeg_1 = false;     ///< Else MPEG-2 or 2.5, with half the rates.
  bool mono = false;
  std::uint32_t sample_rate_hz = 0;
  std::uint32_t size_bytes = 0;  ///< Of the frame with its header.

  /// Bytes between the header and the place of a Xing or Info header (layer 3).
  [[nodiscard]] std::uint32_t side_info_bytes() const {
    if (mpeg_1) return mono ? 17 : 32;
    return mono ? 9 : 17;
  }
};

/// Reads a frame header, or nothing where `raw` is none. Free-format frames, which name no bit
/// rate, are not taken for one: their size is not known.
/// Source: ISO/IEC 11172-3 section 2.4.2.3; 13818-3 section 2.4.2.3.
std::optional<FrameHeader> parse_frame_header(std::uint32_t raw);

}  // namespace gg::mpeg_audio
