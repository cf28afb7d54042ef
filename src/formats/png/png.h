#pragma once

#include "parts/parts.h"

namespace gg::png {

/// Walks a PNG or APNG: every chunk to IEND, before and after the pixels.
///
/// Gives: tEXt, zTXt and iTXt as fields (carrier PngText, key = keyword, except the keywords that
/// carry XMP and Exif, which are walked as such), eXIf as Exif, caBX as a credential store, IHDR as
/// the picture's size, a payload hidden in the pixels' lowest bits (carrier PngStealth, key = its
/// magic, see stealth.h), and bytes behind IEND as a noted field (carrier Trailer) when they are
/// text or the blocks of a Samsung editor (see exif/samsung_trailer.h). Checksums are not checked:
/// a marker that a reader would still see is still evidence. Faults: png::faults, truncated. A
/// damaged text chunk is noted and the walk goes on. Source: PNG third edition (W3C, 2025) sections
/// 5, 11; C2PA 2.2 appendix A.3.
Parsed<void> walk(Reader file, Parts& parts);

}  // namespace gg::png
