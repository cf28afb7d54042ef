#pragma once

#include "parts/parts.h"

#include <string>
#include <string_view>

namespace gg::png {

/// A keyword and its text. *value*
struct TextChunk {
  std::string keyword;  ///< UTF-8 (Latin-1 in the file).
  std::string text;     ///< UTF-8.
};

/// Reads the payload of a tEXt, zTXt or iTXt chunk; `type` says which.
/// tEXt and zTXt are Latin-1 by the specification, but generators write UTF-8: taken as UTF-8 where
/// it is well-formed. Faults: missing_keyword, bad_compression, inflate_failed, inflate_too_large.
/// Source: PNG third edition sections 11.3.3.2 to 11.3.3.4.
Parsed<TextChunk> parse_text_chunk(std::string_view type, Reader payload, Budget& budget);

}  // namespace gg::png
