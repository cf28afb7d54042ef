#pragma once

#include "base/check.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace gg {

/// Bytes from annotated hex, so that a test reads like a figure of a specification:
/// `bytes_of("0000000C 'ftyp' 'mif1'  # size, type, major_brand")`. Hex digits come in pairs and
/// may stand together; 'text' gives its characters; # comments to the end of the line.
/// For tests and fixed tables: bad text aborts.
inline std::vector<std::byte> bytes_of(std::string_view text) {
  std::vector<std::byte> bytes;
  const auto nibble = [](char digit) -> unsigned {
    if (digit >= '0' && digit <= '9') return static_cast<unsigned>(digit - '0');
    if (digit >= 'a' && digit <= 'f') return static_cast<unsigned>(digit - 'a' + 10);
    if (digit >= 'A' && digit <= 'F') return static_cast<unsigned>(digit - 'A' + 10);
    return 16;
  };
  for (std::size_t index = 0; index < text.size(); ++index) {
    const char c = text[index];
    if (c == ' ' || c == '\n' || c == '\t') continue;
    if (c == '#') {
      while (index < text.size() && text[index] != '\n') ++index;
      continue;
    }
    if (c == '\'') {
      for (++index; index < text.size() && text[index] != '\''; ++index)
        bytes.push_back(static_cast<std::byte>(text[index]));
      GG_CHECK(index < text.size());
      continue;
    }
    GG_CHECK(index + 1 < text.size() && nibble(c) < 16 && nibble(text[index + 1]) < 16);
    bytes.push_back(static_cast<std::byte>(nibble(c) << 4U | nibble(text[++index])));
  }
  return bytes;
}

}  // namespace gg
