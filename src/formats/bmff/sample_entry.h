#pragma once

#include "formats/bmff/track.h"

namespace gg::bmff {

/// Reads `stsd` of a track: the codec, the compressor's name, the sampling rate of sound, and the
/// user data units of H.264 and HEVC in the decoder configuration and the first sample.
/// Fields (carrier BmffBox): "codec", "compressor", "audio_sample_rate_hz".
/// Faults: those of each_box.  Source: ISO/IEC 14496-12:2022 sections 8.5.2, 12.1.3, 12.2.3;
/// ISO/IEC 14496-15; QuickTime File Format, "Sample Description Atoms".
Parsed<void> walk_sample_entries(const Track& track, const Scope& scope);

}  // namespace gg::bmff
