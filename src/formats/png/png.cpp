#include "formats/png/png.h"

#include "base/digest.h"
#include "base/text.h"
#include "formats/exif/exif.h"
#include "formats/exif/samsung_trailer.h"
#include "formats/png/chunk.h"
#include "formats/png/faults.h"
#include "formats/png/stealth.h"
#include "formats/png/text_chunk.h"
#include "formats/xmp/xmp.h"

#include <algorithm>
#include <span>

namespace gg::png {
namespace {

constexpr std::uint64_t signature = 0x89504E470D0A1A0AU;
constexpr std::uint64_t trailer_bytes_max = 64U << 10;

Parsed<PixelFormat> read_header(Chunk chunk, Parts& parts) {
  if (chunk.type != "IHDR" || chunk.payload.remaining() != 13)
    return chunk.payload.error(faults::bad_header);
  TRY_LET(const auto width, chunk.payload.u32());
  TRY_LET(const auto height, chunk.payload.u32());
  TRY_LET(const auto sample_bits, chunk.payload.u8());
  TRY_LET(const auto colour_type, chunk.payload.u8());
  TRY(chunk.payload.skip(2));  // compression and filter method
  TRY_LET(const auto interlace, chunk.payload.u8());
  parts.picture = PictureSize{width, height};
  return PixelFormat{{width, height}, sample_bits, colour_type, interlace};
}

/// What was read from bytes unpacked out of a chunk has no place of its own in the file: fields
/// take the place of the chunk, and offsets of faults that fall behind its end are held there.
class Unpacked {
 public:
  Unpacked(const Chunk& chunk, Parts& parts)
      : chunk_(chunk),
        parts_(parts),
        fields_before_(parts.fields.size()),
        faults_before_(parts.faults.size()) {}

  Parsed<void> place(Parsed<void> walked) {
    for (auto& field : std::span(parts_.fields).subspan(fields_before_)) {
      field.place.offset = chunk_.place.offset;
      field.place.size_bytes = chunk_.place.size_bytes;
    }
    for (auto& fault : std::span(parts_.faults).subspan(faults_before_)) hold(fault.error);
    if (!walked.has_value()) hold(walked.error());
    return walked;
  }

 private:
  void hold(ParseError& error) const {
    error.offset = std::min(error.offset, chunk_.payload.offset() + chunk_.payload.size());
  }

  const Chunk& chunk_;
  Parts& parts_;
  std::size_t fields_before_;
  std::size_t faults_before_;
};

/// Text stands at the end of its chunk, and so an offset in it is one of the file unless it was
/// packed.
Parsed<void> read_packet(Bytes packet, const std::string& path, const Chunk& chunk, Parts& parts) {
  const auto size = chunk.payload.size();
  const auto before = packet.size() < size ? size - packet.size() : 0;
  return Unpacked(chunk, parts)
      .place(xmp::walk(Reader(packet, chunk.payload.offset() + before), path, parts));
}

/// "Raw profile type exif|APP1|xmp": a hexadecimal dump that ImageMagick writes. The dump is:
/// newline, name, newline, decimal length, newline, hex digits in lines.
Parsed<void> read_raw_profile(const TextChunk& text, const Chunk& chunk, Parts& parts) {
  std::string_view rest = trimmed(text.text);
  for (int line = 0; line < 2; ++line) {
    const auto end = rest.find('\n');
    if (end == std::string_view::npos) return {};
    rest = trimmed(rest.substr(end));
  }
  std::vector<std::byte> bytes;
  TRY(parts.budget().charge_bytes(rest.size() / 2, chunk.payload));
  bytes.reserve(rest.size() / 2);
  std::string pair;
  for (const char c : rest) {
    if (c == '\n' || c == '\r' || c == ' ') continue;
    pair += c;
    if (pair.size() < 2) continue;
    const auto byte = Digest<1, struct HexPairTag>::parse(pair);
    if (!byte) return {};
    bytes.push_back(static_cast<std::byte>(byte->bytes[0]));
    pair.clear();
  }
  // Offsets inside an unpacked dump have no place in the file: errors name the chunk.
  Reader dump(parts.keep(std::move(bytes)), chunk.payload.offset());
  const auto path = chunk.place.path + "[" + text.keyword + "]";
  auto peek = dump;
  if (const auto id = peek.text(6); id && *id == std::string_view("Exif\0\0", 6))
    return Unpacked(chunk, parts).place(exif::walk(peek, path, parts));
  if (text.keyword.ends_with("xmp")) {
    TRY_LET(const auto packet, dump.take(dump.size()));
    return read_packet(packet, path, chunk, parts);
  }
  return {};
}

Parsed<void> read_text(const Chunk& chunk, Parts& parts) {
  TRY_LET(auto text, parse_text_chunk(chunk.type, chunk.payload, parts.budget()));
  const auto path = chunk.place.path + "[" + text.keyword + "]";
  if (text.keyword == "XML:com.adobe.xmp") {
    TRY(parts.budget().charge_bytes(text.text.size(), chunk.payload));
    std::vector<std::byte> packet(text.text.size());
    std::ranges::transform(text.text, packet.begin(),
                           [](char c) { return static_cast<std::byte>(c); });
    return read_packet(parts.keep(std::move(packet)), path, chunk, parts);
  }
  if (text.keyword.starts_with("Raw profile type ")) return read_raw_profile(text, chunk, parts);
  return parts.add({Carrier::PngText,
                    std::move(text.keyword),
                    std::move(text.text),
                    {path, chunk.place.offset, chunk.place.size_bytes}},
                   chunk.payload);
}

Parsed<void> read_credential(Chunk chunk, Parts& parts) {
  TRY(parts.budget().charge_bytes(chunk.payload.remaining(), chunk.payload));
  TRY_LET(const auto jumbf, chunk.payload.take(chunk.payload.remaining()));
  parts.stores.push_back(
      {jumbf, chunk.place, chunk.place.offset + 8, {range_of(chunk.place)}});
  return {};
}

Parsed<void> read_chunk(const Chunk& chunk, Parts& parts) {
  if (chunk.type == "tEXt" || chunk.type == "zTXt" || chunk.type == "iTXt")
    return read_text(chunk, parts);
  if (chunk.type == "eXIf") return exif::walk(chunk.payload, chunk.place.path, parts);
  if (chunk.type == "caBX") return read_credential(chunk, parts);
  return {};
}

/// Bytes behind IEND: some tools append text there, and phones the blocks of their editor. Other
/// binary trailers are left alone.
Parsed<void> read_trailer(Reader in, Parts& parts) {
  constexpr std::string_view samsung_path = "PNG/Samsung";
  const auto first = in.offset();
  auto rest = in;
  TRY_LET(const auto trailer, rest.child(rest.remaining()));
  parts.tolerate(samsung_path, exif::walk_samsung_trailer(trailer, samsung_path, parts));
  const auto size = std::min(in.remaining(), trailer_bytes_max);
  if (size == 0) return {};
  TRY(parts.budget().charge_bytes(size, in));
  TRY_LET(const auto text, in.text(size));
  if (!is_utf8(text) || text.find('\0') != std::string::npos) return {};
  return parts.add({Carrier::Trailer, "after IEND", text, {"PNG/after IEND", first, size}}, in);
}

}  // namespace

Parsed<void> walk(Reader file, Parts& parts) {
  TRY_LET(const auto magic, file.u64());
  if (magic != signature) return file.error(faults::bad_magic);
  TRY_LET(const auto header, next_chunk(file));
  TRY_LET(const auto format, read_header(header, parts));
  bool pixels_seen = false;
  while (!file.at_end()) {
    TRY(parts.budget().charge_item(file));
    const auto at = file;
    TRY_LET(const auto chunk, next_chunk(file));
    if (chunk.type == "IEND") return read_trailer(file, parts);
    if (chunk.type == "IDAT" && !pixels_seen) {
      pixels_seen = true;
      parts.tolerate("PNG/IDAT", find_stealth(at, format, parts));
    }
    parts.tolerate(chunk.place.path, read_chunk(chunk, parts));
  }
  return file.error(faults::missing_end);
}

}  // namespace gg::png
