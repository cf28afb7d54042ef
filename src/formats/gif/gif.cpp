#include "formats/gif/gif.h"

#include "base/text.h"
#include "formats/gif/blocks.h"
#include "formats/gif/faults.h"
#include "formats/xmp/xmp.h"

#include <algorithm>

namespace gg::gif {
namespace {

constexpr std::uint8_t extension_introducer = 0x21;
constexpr std::uint8_t image_separator = 0x2C;
constexpr std::uint8_t trailer = 0x3B;
constexpr std::uint8_t comment_label = 0xFE;
constexpr std::uint8_t application_label = 0xFF;
constexpr std::uint64_t trailer_bytes_max = 64U << 10;
/// What XMP ends with, so that sub-blocks find their end in text: 01, FF down to 00, terminator.
constexpr std::uint64_t xmp_trailer_bytes = 258;

/// Moves over sub-blocks and gives the bytes they take, sizes and terminator included.
Parsed<Reader> take_sub_blocks(Reader& in) {
  auto end = in;
  TRY(skip_sub_blocks(end));
  return in.child(end.offset() - in.offset());
}

/// The data of sub-blocks, joined and kept.
Parsed<Bytes> join_sub_blocks(Reader blocks, Parts& parts) {
  TRY(parts.budget().charge_bytes(blocks.size(), blocks));
  std::vector<std::byte> joined;
  TRY_LET(const auto whole, Reader(blocks).take(blocks.size()));
  Reader in(whole, blocks.offset());
  for (;;) {
    TRY_LET(const auto size, in.u8());
    if (size == 0) return parts.keep(std::move(joined));
    TRY_LET(const auto data, in.take(size));
    joined.insert(joined.end(), data.begin(), data.end());
  }
}

Parsed<void> read_comment(const Reader& blocks, Place place, Parts& parts) {
  TRY_LET(const auto text, join_sub_blocks(blocks, parts));
  return parts.add(
      {Carrier::Comment, "", guess_to_utf8(trimmed(Reader::to_text(text))), std::move(place)},
      blocks);
}

/// XMP stands in the file as plain text that only looks like sub-blocks, and ends with the magic
/// trailer. Writers that make real sub-blocks of it exist.
Parsed<void> read_xmp(const Reader& blocks, const Place& place, Parts& parts) {
  if (blocks.size() >= xmp_trailer_bytes) {
    TRY_LET(auto end, blocks.from(blocks.size() - xmp_trailer_bytes));
    TRY_LET(const auto mark, end.u16());
    if (mark == 0x01FF) {
      TRY_LET(const auto packet, blocks.slice(0, blocks.size() - xmp_trailer_bytes));
      return xmp::walk(packet, place.path, parts);
    }
  }
  TRY_LET(const auto packet, join_sub_blocks(blocks, parts));
  return xmp::walk(Reader(packet, blocks.offset()), place.path, parts);
}

Parsed<void> read_credential(const Reader& blocks, Place place, Parts& parts) {
  TRY_LET(const auto jumbf, join_sub_blocks(blocks, parts));
  const auto range = range_of(place);
  parts.stores.push_back({jumbf, std::move(place), std::nullopt, {range}});
  return {};
}

Parsed<void> read_application(Reader& in, std::uint64_t first, Parts& parts) {
  const auto at = in;
  TRY_LET(const auto size, in.u8());
  if (size != 11) return at.error(faults::bad_application);
  TRY_LET(const auto identifier, in.text(8));
  TRY(in.skip(3));  // authentication code
  TRY_LET(const auto blocks, take_sub_blocks(in));
  const Place place{"GIF/Application Extension[" + to_utf8(identifier) + "]", first,
                    in.offset() - first};
  if (identifier == "XMP Data") parts.tolerate(place.path, read_xmp(blocks, place, parts));
  if (identifier == "C2PA_GIF") parts.tolerate(place.path, read_credential(blocks, place, parts));
  return {};
}

Parsed<void> read_extension(Reader& in, std::uint64_t first, Parts& parts) {
  TRY_LET(const auto label, in.u8());
  if (label == application_label) return read_application(in, first, parts);
  if (label != comment_label) return skip_sub_blocks(in);
  TRY_LET(const auto blocks, take_sub_blocks(in));
  const Place place{"GIF/Comment Extension", first, in.offset() - first};
  parts.tolerate(place.path, read_comment(blocks, place, parts));
  return {};
}

Parsed<void> read_header(Reader& in, Parts& parts) {
  const auto at = in;
  TRY_LET(const auto magic, in.text(6));
  if (magic != "GIF87a" && magic != "GIF89a") return at.error(faults::bad_magic);
  TRY_LET(const auto width, in.u16_le());
  TRY_LET(const auto height, in.u16_le());
  parts.picture = PictureSize{width, height};
  TRY_LET(const auto packed, in.u8());
  TRY(in.skip(2));  // background colour, aspect ratio
  return skip_colours(in, packed);
}

/// Bytes behind the trailer: some tools append text there. Binary ones are left alone.
Parsed<void> read_trailer(Reader in, Parts& parts) {
  const auto first = in.offset();
  const auto size = std::min(in.remaining(), trailer_bytes_max);
  if (size == 0) return {};
  TRY(parts.budget().charge_bytes(size, in));
  TRY_LET(const auto text, in.text(size));
  if (trimmed(text).empty() || !is_utf8(text) || text.find('\0') != std::string::npos) return {};
  return parts.add({Carrier::Trailer, "after trailer", text, {"GIF/after trailer", first, size}},
                   in);
}

}  // namespace

Parsed<void> walk(Reader file, Parts& parts) {
  TRY(read_header(file, parts));
  while (!file.at_end()) {
    const auto block = file;
    TRY_LET(const auto kind, file.u8());
    if (kind == 0) continue;
    TRY(parts.budget().charge_item(block));
    if (kind == trailer) {
      parts.tolerate("GIF/after trailer", read_trailer(file, parts));
      return {};
    }
    if (kind == extension_introducer) {
      TRY(read_extension(file, block.offset(), parts));
    } else if (kind == image_separator) {
      TRY(skip_image(file));
    } else {
      return block.error(faults::bad_block);
    }
  }
  return file.error(faults::missing_end);
}

}  // namespace gg::gif
