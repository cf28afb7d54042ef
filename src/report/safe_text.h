#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace gg::report {

/// `text` from a file made safe to show: what would move a cursor, change the direction of
/// writing, hide itself or break a line is written visibly, as `\n`, `\x1B` or `\u{202E}`; bytes
/// that are not UTF-8 as `\xFF`. All else is unchanged. Never fails.
std::string visible(std::string_view text);

/// Columns a terminal needs for `text` (UTF-8): East Asian wide letters take two, marks none.
std::size_t columns_of(std::string_view text);

/// One code point at the front of `text`.
struct CodePoint {
  std::uint32_t value = 0;
  std::size_t size_bytes = 0;  ///< 0 where the first byte begins no well-formed sequence.
};

/// The code point `text` (not empty) begins with.
CodePoint first_code_point(std::string_view text);

/// How many code points `text` has; a byte that is not UTF-8 counts as one.
std::uint64_t characters_in(std::string_view text);

}  // namespace gg::report
