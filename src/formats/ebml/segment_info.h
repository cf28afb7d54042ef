#pragma once

#include "formats/ebml/scope.h"

namespace gg::ebml {

/// Reads `Info`: "MuxingApp", "WritingApp", "Title", "SegmentFilename", "DateUTC" (RFC 3339).
/// Faults: those of each_element.  Source: RFC 9559 section 5.1.2.
Parsed<void> walk_info(const Element& info, const Scope& scope);

/// Nanoseconds since 2001-01-01 UTC as RFC 3339, to the second: "2026-03-01T09:30:00Z".
std::string rfc3339_from_2001(std::int64_t nanoseconds);

}  // namespace gg::ebml
