#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gg {

/// Base 64 with padding (RFC 4648 §4).
std::string base64_of(std::string_view bytes);

/// The bytes of a base 64 text, or nothing. Strict: every byte string has exactly one text, so
/// missing padding, stray characters, line ends and unused bits that are not zero are refused.
std::optional<std::string> parse_base64(std::string_view text);

}  // namespace gg
