#include "formats/jpeg/jpeg.h"

#include "base/text.h"
#include "formats/exif/samsung_trailer.h"
#include "formats/ifd/value_text.h"
#include "formats/jpeg/faults.h"
#include "formats/jpeg/picture_walk.h"

#include <algorithm>
#include <string>

namespace gg::jpeg {
namespace {

constexpr std::uint16_t start_of_image = 0xFFD8;
constexpr std::uint64_t trailer_bytes_max = 64U << 10;
constexpr std::uint64_t padding_bytes_max = 64U << 10;

/// Another picture behind the first, with or without zeros between them. Moves behind its SOI.
Parsed<bool> take_next_picture(Reader& in) {
  auto ahead = in;
  TRY_LET(const auto bytes, ahead.take(std::min(ahead.remaining(), padding_bytes_max)));
  const auto first =
      std::ranges::find_if(bytes, [](std::byte byte) { return byte != std::byte{0}; });
  auto at = in;
  TRY(at.skip(static_cast<std::uint64_t>(first - bytes.begin())));
  if (at.remaining() < 3) return false;
  TRY_LET(const auto magic, at.u16());
  auto next = at;
  TRY_LET(const auto prefix, next.u8());
  if (magic != start_of_image || prefix != 0xFF) return false;
  in = at;
  return true;
}

/// Plain text behind the last picture, as some tools append it. Binary trailers are left alone.
Parsed<void> read_text_trailer(Reader in, Parts& parts) {
  const auto first = in.offset();
  const auto size_bytes = std::min(in.remaining(), trailer_bytes_max);
  auto ahead = in;
  TRY_LET(auto bytes, ahead.take(size_bytes));
  // A cut may fall into a character of several bytes.
  constexpr std::byte continuation{0x80};
  while (size_bytes < in.remaining() && !bytes.empty() &&
         (bytes.back() & continuation) != std::byte{})
    bytes = bytes.first(bytes.size() - 1);
  TRY(parts.budget().charge_bytes(bytes.size(), in));
  const auto text = ifd::printable_text(bytes);
  if (!text || text->empty()) return {};
  return parts.add({Carrier::Trailer, "after EOI", *text, {"JPEG/after EOI", first, bytes.size()}},
                   in);
}

}  // namespace

Parsed<void> walk(Reader file, Parts& parts) {
  const auto whole = file;
  TRY_LET(const auto magic, file.u16());
  if (magic != start_of_image) return whole.error(faults::bad_magic);
  constexpr std::string_view trailer_path = "JPEG/Samsung";
  parts.tolerate(trailer_path, exif::walk_samsung_trailer(whole, trailer_path, parts));
  TRY(PictureWalk("JPEG", parts).walk(file));
  if (!file.in_memory()) return {};
  for (std::size_t number = 2;; ++number) {
    TRY_LET(const auto more, take_next_picture(file));
    if (!more) break;
    TRY(parts.budget().charge_item(file));
    const auto name = "JPEG[" + std::to_string(number) + "]";
    if (!parts.tolerate(name, PictureWalk(name, parts).walk(file))) return {};
  }
  return read_text_trailer(file, parts);
}

}  // namespace gg::jpeg
