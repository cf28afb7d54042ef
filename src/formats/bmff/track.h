#pragma once

#include "formats/bmff/scope.h"

#include <optional>

namespace gg::bmff {

/// What is known of one track when all of its boxes have been met. *value*
struct Track {
  FourCc handler;                     ///< "vide", "soun", "tmcd" …; 0 where it is not stated.
  std::uint32_t timescale_hz = 0;     ///< Of the media; 0 where it is not stated.
  std::optional<Box> sample_entries;  ///< `stsd`
  std::optional<Box> sample_sizes;    ///< `stsz`
  std::optional<Box> chunk_offsets;   ///< `stco` or `co64`
};

/// Reads `trak`: creation time, handler name, picture size (the largest of all tracks is kept),
/// sample entries, the user data units of the first video sample, user data, metadata.
/// Faults: those of each_box. Damage inside a child is noted.
/// Source: ISO/IEC 14496-12:2022 sections 8.3 to 8.5.
Parsed<void> walk_track(const Box& trak, const Scope& scope);

/// Adds the field "creation_time" of `mvhd`, `tkhd` or `mdhd`, when it is stated.
Parsed<void> read_creation_time(const Box& header, const Scope& scope);

}  // namespace gg::bmff
