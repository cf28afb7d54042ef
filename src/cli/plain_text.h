#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gg::cli {

/// 13402 as "13,402".
std::string grouped(std::uint64_t number);

/// What a file states, safe on a terminal: valid UTF-8, control characters as "?".
std::string printable(std::string_view text);

}  // namespace gg::cli
