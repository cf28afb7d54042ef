#pragma once

#include "formats/bmff/scope.h"

namespace gg::bmff {

/// Reads a `meta` box, as a FullBox (ISO) or a plain one (QuickTime): `keys` with `ilst`, `ilst`
/// with four-character items, the items of a HEIF picture, `xml `, uuid boxes.
/// Faults: those of each_box. Damage inside a child is noted.
/// Source: ISO/IEC 14496-12:2022 section 8.11; QuickTime File Format, "Metadata".
Parsed<void> walk_meta(const Box& meta, const Scope& scope);

}  // namespace gg::bmff
