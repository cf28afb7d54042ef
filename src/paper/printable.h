#pragma once

#include <string>
#include <string_view>

namespace gg::paper {

/// A text as it is set: valid UTF-8 without control characters but line ends, without characters
/// that turn the direction of what follows (a name must not rewrite the line it stands in), and
/// without those that are none (U+FFFE, U+FFFF).
std::string printable(std::string_view text);

/// Whether its first letter is of a script that is written from right to left.
bool is_right_to_left(std::string_view text);

}  // namespace gg::paper
