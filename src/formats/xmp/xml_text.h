#pragma once

#include "parts/parts.h"

#include <cstdint>

#include <pugixml.hpp>

namespace gg::xmp {

/// The XML in some bytes without what stands around it, and how it is encoded. *value*; a view.
struct XmlText {
  Bytes bytes;
  std::uint64_t skipped_bytes = 0;  ///< Before the first '<'.
  pugi::xml_encoding encoding = pugi::encoding_utf8;

  /// Where the character that pugixml calls `offset` stands, counted from the start of the bytes
  /// searched; 0 where the text is not UTF-8 and so was converted.
  [[nodiscard]] std::uint64_t place_of(std::ptrdiff_t offset) const;
};

/// From the first '<' to the last '>' (to the end, when the text is cut inside a tag), in UTF-8,
/// UTF-16 or UTF-32 with or without byte order mark. Empty if there is no '<'.
/// Source: XML 1.0 appendix F.
XmlText find_xml(Bytes bytes);

/// Charges an upper bound of what the parsed tree takes, which may be far more than its text.
/// Faults: too_large.
Parsed<void> charge_tree(const XmlText& xml, Budget& budget, const Reader& at);

}  // namespace gg::xmp
