#pragma once

#include "parts/parts.h"

namespace gg::jpeg_xl {

/// Walks a JPEG XL file: a bare codestream gives nothing, a container gives its `jumb` box as a
/// credential store, `xml ` as XMP and `Exif` as Exif. Brotli-compressed metadata (`brob`) is
/// noted. Faults: jpeg_xl::faults, truncated, too_many_items. Source: ISO/IEC 18181-2:2024 clauses
/// 4 and 9; C2PA 2.2 appendix A.3.8.
Parsed<void> walk(Reader file, Parts& parts);

}  // namespace gg::jpeg_xl
