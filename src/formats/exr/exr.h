#pragma once

#include "parts/parts.h"

namespace gg::exr {

/// Walks the header, or headers, of an OpenEXR file; pixels are not read.
///
/// Gives each attribute as a field (carrier ExrAttribute, key = attribute name): texts whole,
/// numbers and boxes as people write them, other types as "TYPE, N bytes". Display window → picture
/// size. Multi-part files: one header a part, path "EXR/part[1]/owner". Faults: bad_magic,
/// name_too_long, bad_attribute_size, truncated. Source: OpenEXR File Layout (openexr.com),
/// sections Header and Multi-Part.
Parsed<void> walk(Reader file, Parts& parts);

}  // namespace gg::exr
