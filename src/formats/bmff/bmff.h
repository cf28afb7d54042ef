#pragma once

#include "parts/parts.h"

namespace gg::bmff {

/// Walks a file of boxes: MP4, QuickTime (with or without `ftyp`), HEIC and AVIF, a DASH or CMAF
/// segment. Media data is skipped, so a file of any size costs its metadata only.
///
/// Gives: user data and metadata items (QuickTimeText, QuickTimeKey), XMP and Exif wherever they
/// stand, C2PA stores, other text (BmffBox), creation times, compressor names and sampling rates
/// (BmffBox), user data of the first video sample (Sei), the picture's size. Paths begin with
/// "MOV", "HEIF" or "MP4", by the major brand.
/// Faults: bmff::faults, truncated, too_deep, too_many_items, bad_magic. Damage below the top level
/// is noted and the walk goes on.
/// Source: ISO/IEC 14496-12:2022; QuickTime File Format (Apple, 2016); C2PA 2.2 appendix A.5.
Parsed<void> walk(Reader file, Parts& parts);

}  // namespace gg::bmff
