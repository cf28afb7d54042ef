#pragma once

#include "base/result.h"
#include "paper/document.h"

#include <string>

namespace gg::paper {

/// A document as an Office Open XML text (ECMA-376 part 1), to be worked on: real styles, headings
/// that make an outline, tables whose first row stands again on each page and never breaks, the
/// document's language, lines from right to left where their text is. A QR code is its text and its
/// address. The same document gives the same bytes. Errors: Internal.
Result<std::string> to_docx(const Document& document);

}  // namespace gg::paper
