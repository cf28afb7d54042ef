#pragma once

#include "formats/ebml/scope.h"

namespace gg::ebml {

/// Reads `Tracks`: the picture's size (the largest track is kept) and the fields "CodecID",
/// "CodecName", "TrackName" and "audio_sample_rate_hz".
/// Faults: those of each_element.  Source: RFC 9559 section 5.1.4.
Parsed<void> walk_tracks(const Element& tracks, const Scope& scope);

}  // namespace gg::ebml
