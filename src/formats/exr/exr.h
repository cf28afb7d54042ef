#pragma once

#include "parts/parts.h"

namespace gg::exr {

/// Walks the header of an OpenEXR 2 file, of one part or of several. Pixels are not read.
///
/// Each attribute gives one field (carrier `ExrAttribute`, key = its name) with a value as people
/// read it: texts, numbers, vectors and boxes with spaces between, a string vector one field an
/// item, channels by name. Chromaticities, previews and types that are not known give their type
/// and size. dataWindow of the first part is the size of the picture. Paths: "EXR/comments", and in
/// files of several parts "EXR/part 1/comments" (parts count from 0). Faults: exr::faults (2701–),
/// bad_magic, truncated. A damaged value is noted. Source: OpenEXR File Layout (openexr.com,
/// "OpenEXR File Layout", "Attribute Types").
Parsed<void> walk(Reader file, Parts& parts);

}  // namespace gg::exr
