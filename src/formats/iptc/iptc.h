#pragma once

#include "parts/parts.h"

#include <string_view>

namespace gg::iptc {

/// Reads IPTC-IIM datasets into fields with carrier `Iptc`, key "2:110" (record:dataset).
///
/// Text is UTF-8 where 1:90 declares it (ESC % G) or where it is well-formed, else ISO 8859-1.
/// Values that are not text are a number (1 or 2 bytes) or "1234 bytes"; 1:90 itself is "UTF-8"
/// where it says so. Extended lengths are read; zero bytes behind the last dataset are padding.
/// Faults: bad_marker, bad_length, truncated, too_many_items, too_large.
/// Source: IPTC-NAA IIM 4.2 chapters 3 and 5.
Parsed<void> walk(Reader iim, std::string_view path, Parts& parts);

/// Reads Photoshop image resources ("8BIM" blocks) and walks the IPTC in resource 0x0404, its path
/// ending in "/0x0404". Every other resource is passed over.
/// Faults: bad_resource, truncated, and those of `walk`, which are noted.
/// Source: Adobe Photoshop File Formats Specification (2019), Image Resources Section.
Parsed<void> walk_photoshop(Reader resources, std::string_view path, Parts& parts);

}  // namespace gg::iptc
