#pragma once

#include "parts/parts.h"

namespace gg::riff {

/// The size of the picture from the payload of VP8X (canvas), "VP8 " (lossy key frame) or VP8L
/// (lossless), without decoding.
/// Faults: bad_picture_header, truncated.  Source: RFC 9649 sections 2.7, 3; RFC 6386 section 9.1.
Parsed<PictureSize> parse_canvas(Reader payload);
Parsed<PictureSize> parse_lossy(Reader payload);
Parsed<PictureSize> parse_lossless(Reader payload);

/// The size of the frames from the payload of avih. Faults: truncated.
Parsed<PictureSize> parse_avi_header(Reader payload, Endian order);

}  // namespace gg::riff
