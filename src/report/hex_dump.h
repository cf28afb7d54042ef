#pragma once

#include "bytes/fault.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace gg::report {

/// Some bytes of a file (at most 256 are shown) and where they stand.
struct Excerpt {
  std::uint64_t offset = 0;
  std::vector<std::byte> bytes;
};

inline constexpr std::size_t excerpt_bytes_max = 256;

/// Rows of sixteen bytes: offset, hexadecimal, printable ASCII (a dot for all else). Plain ASCII,
/// a line feed after each row; not escaped for any markup.
std::string hex_dump(std::uint64_t offset, Bytes bytes);

}  // namespace gg::report
