#pragma once

#include "bytes/reader.h"

#include <string>
#include <string_view>

namespace gg::exif {

/// The text of a UserComment (also GPSProcessingMethod, GPSAreaInformation): 8 bytes that name the
/// character set, then text without a terminating NUL. As UTF-8, blanks at either end removed.
///
/// ASCII and undefined: UTF-8 where it is well-formed, else ISO 8859-1. UNICODE: UTF-16 in the
/// order that gives more ASCII, then more East Asian characters, then `order`, for writers
/// disagree; 8-bit text that some writers put there is seen as such. JIS: its ASCII, and U+FFFD for
/// each two-byte character. Bytes without a known prefix are all text. Never fails. Source:
/// Exif 3.0 section 4.6.6.3, table 9.
std::string comment_text(std::string_view bytes, Endian order);

/// UTF-16 of unknown order as UTF-8, by the rule above.
std::string guess_utf16(std::string_view bytes, Endian order);

}  // namespace gg::exif
