#pragma once

#include "formats/pdf/qpdf_headers.h"
#include "parts/parts.h"

namespace gg::pdf {

/// Reads the metadata of an opened document into parts. May throw whatever qpdf throws.
/// Faults: as `pdf::walk`.
Parsed<void> read_document(QPDF& document, const Reader& file, Parts& parts);

}  // namespace gg::pdf
