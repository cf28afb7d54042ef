#pragma once

#include "formats/bmff/scope.h"

namespace gg::bmff {

enum class VideoCodec : std::uint8_t { Avc, Hevc };

/// How the units (NAL units) of a video stream stand in its samples. *value*
struct UnitLayout {
  VideoCodec codec = VideoCodec::Avc;
  unsigned length_bytes = 4;  ///< Of the number before each unit: 1 to 4.
};

/// Reads `avcC`. Faults: truncated.  Source: ISO/IEC 14496-15:2019 section 5.3.3.
Parsed<UnitLayout> read_avc_configuration(const Box& box);

/// Reads `hvcC`, and the user data among its parameter sets (x265 puts its settings there).
/// Faults: truncated, too_many_items.  Source: ISO/IEC 14496-15:2019 section 8.3.3.
Parsed<UnitLayout> read_hevc_configuration(const Box& box, const Scope& scope);

/// Adds the unregistered user data of one unit: carrier Sei, key = UUID in lower case hex without
/// dashes, value = the text, or its size where it is no text. Other units give nothing.
/// Faults: truncated, too_large.  Source: ITU-T H.264 (08/2021) 7.3.2.3, D.1.6; H.265 D.2.7.
Parsed<void> read_unit(Reader unit, VideoCodec codec, const Scope& scope);

}  // namespace gg::bmff
