#pragma once

#include "parts/parts.h"

namespace gg::jpeg {

/// Walks a JPEG: every segment to the end of the picture, also those between scans, and every
/// picture that follows the first one (MPO, gain maps; their paths begin "JPEG[2]").
///
/// Gives: Exif, XMP and extended XMP (put together), IPTC in Photoshop resources, comments, C2PA
/// stores in APP11 (put together, placed at their first segment and as long as all their segments
/// where these stand one behind the other), any other APPn that is text (carrier AppSegment, key
/// "APP11"), the size of the first picture, and behind the end: the blocks of a Samsung trailer, or
/// plain text (carrier Trailer, key "after EOI").
/// Bytes between segments that belong to none are noted and passed over.
/// A file that is not in memory is read to its first scan only, then its last bytes.
/// Faults: jpeg::faults, bad_magic, truncated, too_many_items. Damage inside a segment is noted.
/// Source: ITU-T T.81 annex B; Exif 3.0 section 4.5; XMP part 3 (2020) section 1.1.3; ISO/IEC
/// 19566-5 annex D (JUMBF in APP11); C2PA 2.2 appendix A.3.1.
Parsed<void> walk(Reader file, Parts& parts);

}  // namespace gg::jpeg
