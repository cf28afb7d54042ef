#include "formats/riff/picture.h"

#include "formats/riff/faults.h"

namespace gg::riff {
namespace {

constexpr std::uint32_t side_mask = 0x3FFFU;  ///< Sides of VP8 pictures have 14 bits.

Parsed<std::uint32_t> read_u24_le(Reader& in) {
  TRY_LET(const auto low, in.u16_le());
  TRY_LET(const auto high, in.u8());
  return std::uint32_t{high} << 16U | low;
}

}  // namespace

Parsed<PictureSize> parse_canvas(Reader payload) {
  TRY(payload.skip(4));  // flags
  TRY_LET(const auto width, read_u24_le(payload));
  TRY_LET(const auto height, read_u24_le(payload));
  return PictureSize{width + 1, height + 1};
}

Parsed<PictureSize> parse_lossy(Reader payload) {
  TRY(payload.skip(3));  // frame tag
  const auto at = payload;
  TRY_LET(const auto high, payload.u16());
  TRY_LET(const auto low, payload.u8());
  if (high != 0x9D01U || low != 0x2AU) return at.error(faults::bad_picture_header);
  TRY_LET(const auto width, payload.u16_le());
  TRY_LET(const auto height, payload.u16_le());
  return PictureSize{width & side_mask, height & side_mask};
}

Parsed<PictureSize> parse_lossless(Reader payload) {
  const auto at = payload;
  TRY_LET(const auto signature, payload.u8());
  if (signature != 0x2FU) return at.error(faults::bad_picture_header);
  TRY_LET(const auto bits, payload.u32_le());
  return PictureSize{(bits & side_mask) + 1, (bits >> 14U & side_mask) + 1};
}

Parsed<PictureSize> parse_avi_header(Reader payload, Endian order) {
  TRY(payload.skip(32));
  PictureSize size;
  TRY_LET(size.width_pixels, payload.u32(order));
  TRY_LET(size.height_pixels, payload.u32(order));
  return size;
}

}  // namespace gg::riff
