#pragma once

#include "parts/parts.h"

namespace gg::png {

/// What IHDR says of the pixels.
struct PixelFormat {
  PictureSize size;
  std::uint8_t sample_bits = 0;
  std::uint8_t colour_type = 0;
  std::uint8_t interlace = 0;
};

/// Finds a payload that a generator hid in the lowest bits of pixels, and adds it as a field
/// (carrier PngStealth, key = its magic). `first_chunk` stands at the first IDAT chunk.
///
/// Convention (A1111's stealth PNG info, NovelAI): the bits run down the columns, the leftmost
/// first, highest bit of a byte first: 15 characters of magic, a 32-bit number of payload bits, the
/// payload. `stealth_pnginfo` and `stealth_pngcomp` use the alpha bit of each pixel,
/// `stealth_rgbinfo` and `stealth_rgbcomp` the red, green and blue bits; `comp` is gzip.
/// The magic is compared row by row as pixels come, so that an ordinary picture costs the first
/// rows only. Read are 8-bit RGB and RGBA without interlace, rows to 1 MiB, payloads to 4 MiB.
/// Damaged pixels are nobody's payload, and no fault until the magic has been seen.
/// Faults: bad_stealth, inflate_failed, bad_filter, truncated, too_large, inflate_too_large.
Parsed<void> find_stealth(const Reader& first_chunk, const PixelFormat& format, Parts& parts);

}  // namespace gg::png
