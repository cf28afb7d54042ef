#pragma once

#include "bytes/budget.h"
#include "bytes/reader.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gg::bmff {

/// All that is left of `in` as bytes of text, when the budget could still keep it (it is charged
/// when it becomes a field). Faults: too_large, read_failed.
Parsed<std::string> rest_as_text(Reader in, const Budget& budget);

/// Mac OS Roman bytes as UTF-8. Never fails.
std::string mac_roman_to_utf8(std::string_view text);

/// Without the NULs at its end.
std::string_view without_nuls(std::string_view text);

/// `bytes` as UTF-8 text when that is what they are: well-formed, no control characters but
/// tab and line ends, NULs only at the end, and at least one character.
std::optional<std::string> plain_text(std::string_view bytes);

/// "17 bytes": stands for a value that is no text.
std::string byte_count(std::uint64_t size);

/// `name` for a path: UTF-8, at most 64 bytes of it.
std::string path_name(std::string_view name);

}  // namespace gg::bmff
