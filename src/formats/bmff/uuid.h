#pragma once

#include "formats/bmff/scope.h"

namespace gg::bmff {

/// Reads a `uuid` box: XMP, Exif, a C2PA manifest store (purposes manifest, original and update;
/// merkle boxes hold no store), and any other that is plain text as a field with carrier BmffBox
/// and the UUID as its key. Faults: truncated, too_large, bad_purpose, those of exif and xmp.
/// Source: ISO/IEC 14496-12 section 11.1; XMP part 3 section 1.1.5; C2PA 2.2 appendix A.5.
Parsed<void> walk_uuid(const Box& box, const Scope& scope);

}  // namespace gg::bmff
