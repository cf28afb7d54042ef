#pragma once

#include "formats/ebml/scope.h"

namespace gg::ebml {

/// Reads `Tags`: every SimpleTag, also those inside others, as a field with its TagName as written
/// for key. The value is TagString, or the size of TagBinary ("17 bytes").
/// Faults: those of each_element. Damage inside a tag is noted.  Source: RFC 9559 section 5.1.8.
Parsed<void> walk_tags(const Element& tags, const Scope& scope);

}  // namespace gg::ebml
