#include "formats/gif/blocks.h"

namespace gg::gif {

Parsed<void> skip_sub_blocks(Reader& in) {
  for (;;) {
    TRY_LET(const auto size, in.u8());
    if (size == 0) return {};
    TRY(in.skip(size));
  }
}

Parsed<void> skip_colours(Reader& in, std::uint8_t packed) {
  if ((packed & 0x80U) == 0) return {};
  return in.skip(std::uint64_t{3} << ((packed & 7U) + 1U));
}

Parsed<void> skip_screen(Reader& in) {
  TRY(in.skip(4));  // width, height
  TRY_LET(const auto packed, in.u8());
  TRY(in.skip(2));  // background colour, aspect ratio
  return skip_colours(in, packed);
}

Parsed<void> skip_image_descriptor(Reader& in) {
  TRY(in.skip(8));  // position and size
  TRY_LET(const auto packed, in.u8());
  return skip_colours(in, packed);
}

Parsed<void> skip_image(Reader& in) {
  TRY(skip_image_descriptor(in));
  TRY(in.skip(1));  // LZW minimum code size
  return skip_sub_blocks(in);
}

}  // namespace gg::gif
