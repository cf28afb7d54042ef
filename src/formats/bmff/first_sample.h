#pragma once

#include "formats/bmff/track.h"
#include "formats/bmff/user_data_unit.h"

namespace gg::bmff {

/// Reads the user data units in the first 64 KiB of the first sample of a track: encoders and
/// generators state themselves there. No sample (a fragmented file) gives nothing.
/// Faults: truncated, too_many_items, bad_unit.
/// Source: ISO/IEC 14496-12:2022 sections 8.7.3, 8.7.5; ISO/IEC 14496-15:2019 section 5.3.4.
Parsed<void> read_first_sample(const Track& track, const UnitLayout& layout, const Scope& scope);

}  // namespace gg::bmff
