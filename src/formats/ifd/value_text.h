#pragma once

#include "formats/ifd/ifd.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace gg::ifd {

/// How many numbers of an array are written out; a longer one ends with its count.
inline constexpr std::uint64_t numbers_shown_max = 64;

/// The value of an entry as people read it, in UTF-8: numbers joined by a space, rationals "1/125"
/// ("50" where the denominator is 1), arrays of more than `numbers_shown_max` cut and ended with
/// "… (4096 values)", text by `joined_text`, bytes that are no text "1234 bytes".
/// Charges the bytes it copies. Faults: those of `Tiff::value`, too_large.
Parsed<std::string> value_text(const Tiff& tiff, const Entry& entry, Budget& budget);

/// Strings that each end with a NUL, as TIFF 6.0 allows in one field, joined by line feeds and
/// without blanks at either end. After the first, strings that cannot be printed or have fewer than
/// 4 bytes are dropped: they are what was left in somebody's buffer. UTF-8 where it is well-formed,
/// else ISO 8859-1.
std::string joined_text(std::string_view bytes);

/// `joined_text` of bytes that are all printable (UTF-8 without control characters other than tab
/// and line ends, NULs only between and after strings); nothing where they are something else.
std::optional<std::string> printable_text(Bytes bytes);

/// True for well-formed UTF-8 without control characters other than tab and line ends.
bool is_printable(std::string_view text);

}  // namespace gg::ifd
