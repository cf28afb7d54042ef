#include "formats/bmff/box.h"

#include "formats/bmff/faults.h"

#include <string_view>

namespace gg::bmff {

std::string to_text(FourCc code) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  for (unsigned shift = 32; shift > 0;) {
    shift -= 8;
    const auto byte = code.value >> shift & 0xFFU;
    if (byte == 0xA9) {
      text += "\xC2\xA9";
    } else if (byte >= 0x20 && byte <= 0x7E) {
      text += static_cast<char>(byte);
    } else {
      text = "0x";
      for (unsigned digit = 32; digit > 0;) text += digits[code.value >> (digit -= 4) & 0xFU];
      return text;
    }
  }
  return text;
}

Parsed<Box> next_box(Reader& in, Level level) {
  const auto first = in.offset();
  TRY_LET(const auto size32, in.u32());
  TRY_LET(const auto type, in.u32());
  std::uint64_t size = size32;
  if (size32 == 1) {
    TRY_LET(size, in.u64());
  } else if (size32 == 0) {
    if (level == Level::Nested) return in.error(faults::size_zero_below_top);
    size = in.offset() - first + in.remaining();
  }
  const auto header_bytes = in.offset() - first;
  if (size < header_bytes) return in.error(faults::box_smaller_than_header);
  TRY_LET(const auto payload, in.child(size - header_bytes));
  return Box{FourCc{type}, first, size, payload};
}

Parsed<Version> read_version(Reader& payload) {
  TRY_LET(const auto word, payload.u32());
  return Version{static_cast<std::uint8_t>(word >> 24U), word & 0xFFFFFFU};
}

}  // namespace gg::bmff
