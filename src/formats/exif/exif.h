#pragma once

#include "parts/parts.h"

#include <string_view>

namespace gg::exif {

/// Reads an Exif block: a TIFF header ("II*\0" or "MM\0*") and its IFDs, into fields with carrier
/// `Exif`. Offsets inside count from the start of `tiff`. IFD0, IFD1, Exif, GPS and
/// Interoperability IFDs are walked, each once (a cycle is a fault and is noted); MakerNote is
/// named with its size and passed over. Values are text as people read it: rationals "1/125",
/// several values joined by a space. UserComment is decoded by its charset prefix (ASCII, JIS,
/// UNICODE in either order). XMP (tag 700), IPTC (33723) inside are walked too. Faults:
/// exif::faults, truncated, too_many_items.  Source: Exif 3.0 (CIPA DC-008-2023), TIFF 6.0.
Parsed<void> walk(Reader tiff, std::string_view path, Parts& parts);

}  // namespace gg::exif
