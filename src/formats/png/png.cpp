#include "formats/png/png.h"

#include "base/digest.h"
#include "base/text.h"
#include "formats/exif/exif.h"
#include "formats/png/faults.h"
#include "formats/png/text_chunk.h"
#include "formats/xmp/xmp.h"

#include <algorithm>

namespace gg::png {
namespace {

constexpr std::uint64_t signature = 0x89504E470D0A1A0AU;
constexpr std::uint32_t chunk_bytes_max = 0x7FFFFFFFU;
constexpr std::uint64_t trailer_bytes_max = 64U << 10;

/// One chunk: its type, where it stands (length field to checksum), and exactly its payload.
struct Chunk {
  std::string type;
  Reader payload;
  Place place;
};

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

Parsed<Chunk> next_chunk(Reader& in) {
  const auto first = in.offset();
  TRY_LET(const auto length, in.u32());
  if (length > chunk_bytes_max) return in.error(faults::bad_chunk_length);
  TRY_LET(auto type, in.text(4));
  if (!std::ranges::all_of(type, is_letter)) return in.error(faults::bad_chunk_type);
  TRY_LET(const auto payload, in.child(length));
  TRY(in.skip(4));  // checksum
  auto path = "PNG/" + type;
  return Chunk{std::move(type), payload, {std::move(path), first, in.offset() - first}};
}

Parsed<void> read_header(Chunk chunk, Parts& parts) {
  if (chunk.type != "IHDR" || chunk.payload.remaining() != 13)
    return chunk.payload.error(faults::bad_header);
  TRY_LET(const auto width, chunk.payload.u32());
  TRY_LET(const auto height, chunk.payload.u32());
  parts.picture = PictureSize{width, height};
  return {};
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
    return exif::walk(peek, path, parts);
  if (text.keyword.ends_with("xmp")) return xmp::walk(dump, path, parts);
  return {};
}

Parsed<void> read_text(const Chunk& chunk, Parts& parts) {
  TRY_LET(auto text, parse_text_chunk(chunk.type, chunk.payload, parts.budget()));
  const auto path = chunk.place.path + "[" + text.keyword + "]";
  if (text.keyword == "XML:com.adobe.xmp") {
    std::vector<std::byte> packet(text.text.size());
    std::ranges::transform(text.text, packet.begin(),
                           [](char c) { return static_cast<std::byte>(c); });
    return xmp::walk(Reader(parts.keep(std::move(packet)), chunk.payload.offset()), path, parts);
  }
  if (text.keyword.starts_with("Raw profile type ")) return read_raw_profile(text, chunk, parts);
  return parts.add({Carrier::PngText, std::move(text.keyword), std::move(text.text),
                    {path, chunk.place.offset, chunk.place.size_bytes}},
                   chunk.payload);
}

Parsed<void> read_credential(Chunk chunk, Parts& parts) {
  TRY(parts.budget().charge_bytes(chunk.payload.remaining(), chunk.payload));
  TRY_LET(const auto jumbf, chunk.payload.take(chunk.payload.remaining()));
  parts.stores.push_back({jumbf, chunk.place});
  return {};
}

Parsed<void> read_chunk(const Chunk& chunk, Parts& parts) {
  if (chunk.type == "tEXt" || chunk.type == "zTXt" || chunk.type == "iTXt")
    return read_text(chunk, parts);
  if (chunk.type == "eXIf") return exif::walk(chunk.payload, chunk.place.path, parts);
  if (chunk.type == "caBX") return read_credential(chunk, parts);
  return {};
}

/// Bytes behind IEND: some tools append text there. Binary trailers are left alone.
Parsed<void> read_trailer(Reader in, Parts& parts) {
  const auto first = in.offset();
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
  TRY(read_header(header, parts));
  while (!file.at_end()) {
    TRY(parts.budget().charge_item(file));
    TRY_LET(const auto chunk, next_chunk(file));
    if (chunk.type == "IEND") return read_trailer(file, parts);
    parts.tolerate(chunk.place.path, read_chunk(chunk, parts));
  }
  return file.error(faults::missing_end);
}

}  // namespace gg::png
