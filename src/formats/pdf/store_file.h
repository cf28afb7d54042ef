#pragma once

#include "formats/pdf/qpdf_headers.h"

namespace gg::pdf {

/// The content of a file specification; no stream where it has none. May throw what qpdf throws.
/// Source: ISO 32000-2 section 7.11.3.
QPDFObjectHandle file_content(QPDFObjectHandle specification);

/// True for the specification of a file that is a manifest store. May throw what qpdf throws.
/// Source: C2PA 2.2 appendix A.4.1.
bool specifies_store(QPDFObjectHandle specification);

}  // namespace gg::pdf
