#pragma once

#include "formats/bmff/scope.h"

namespace gg::bmff {

/// Reads `moov`: creation time of the movie, tracks, user data, metadata, uuid boxes.
/// Faults: those of each_box. Damage inside a child is noted.
/// Source: ISO/IEC 14496-12:2022 section 8.2.
Parsed<void> walk_movie(const Box& moov, const Scope& scope);

}  // namespace gg::bmff
