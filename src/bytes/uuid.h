#pragma once

#include "bytes/byte_range.h"

#include <string>
#include <string_view>

namespace gg {

/// The text form of a UUID of 16 bytes, lower case: "be7acfcb-97a9-42e8-9c71-999491e3afac".
/// Source: RFC 9562 section 4.
inline std::string uuid_text(Bytes uuid) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const auto byte : uuid) {
    if (text.size() == 8 || text.size() == 13 || text.size() == 18 || text.size() == 23)
      text += '-';
    text += digits[std::to_integer<unsigned>(byte) >> 4U];
    text += digits[std::to_integer<unsigned>(byte) & 15U];
  }
  return text;
}

}  // namespace gg
