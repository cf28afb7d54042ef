#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gg {

/// `text` as valid UTF-8: what is not UTF-8 becomes U+FFFD, one for each bad byte. Never fails.
std::string to_utf8(std::string_view text);

/// True when every byte belongs to a well-formed UTF-8 sequence (RFC 3629: no surrogates, no
/// overlong forms).
bool is_utf8(std::string_view text);

/// ISO 8859-1 bytes as UTF-8. Never fails.
std::string latin1_to_utf8(std::string_view text);

/// Byte order of UTF-16 code units.
enum class Utf16Order : unsigned char { Big, Little };

/// UTF-16 bytes as UTF-8. A byte order mark overrides `order` and is dropped; a lone surrogate or
/// an odd last byte becomes U+FFFD. Never fails.
std::string utf16_to_utf8(std::string_view bytes, Utf16Order order);

/// Text of unknown 8-bit encoding: UTF-8 where it is UTF-8, else ISO 8859-1.
std::string guess_to_utf8(std::string_view text);

/// Without white space and NULs at either end.
std::string_view trimmed(std::string_view text);

/// ASCII letters in lower case, all else unchanged.
std::string ascii_lower(std::string_view text);

/// ASCII letters compared without case.
bool equals_ignoring_case(std::string_view left, std::string_view right);
bool starts_with_ignoring_case(std::string_view text, std::string_view prefix);
bool contains_ignoring_case(std::string_view text, std::string_view part);

/// True when `left` comes before `right` for people: "seg_9" before "seg_10".
bool is_counted_before(std::string_view left, std::string_view right);

/// All `words` in order, with `between` between each two.
std::string joined(const std::vector<std::string>& words, std::string_view between);

bool contains(const std::vector<std::string>& words, std::string_view word);

}  // namespace gg
