#include "formats/flac/flac.h"

#include "base/text.h"
#include "formats/flac/faults.h"
#include "formats/flac/vorbis_comment.h"
#include "formats/id3/id3.h"

#include <string>

namespace gg::flac {
namespace {

constexpr std::uint32_t magic = 0x664C6143U;  // "fLaC"
constexpr std::uint32_t last_block_flag = 0x80000000U;
constexpr std::uint64_t media_type_bytes_max = 255;

/// Types of metadata blocks that are read. Source: RFC 9639 section 8.1.
enum BlockType : std::uint8_t { stream_info = 0, application = 2, vorbis_comment = 4, picture = 6 };

Parsed<void> read_stream_info(Reader in, Place place, Parts& parts) {
  TRY(in.skip(10));  // block and frame sizes
  TRY_LET(const auto bits, in.u32());
  return parts.add(
      {Carrier::EncoderMark, "sample_rate_hz", std::to_string(bits >> 12U), std::move(place)}, in);
}

Parsed<void> read_application(Reader in, Place place, Parts& parts) {
  TRY_LET(const auto id, in.text(4));
  return parts.add({Carrier::EncoderMark, "application:" + guess_to_utf8(id),
                    std::to_string(in.remaining()) + " bytes", std::move(place)},
                   in);
}

Parsed<void> read_picture(Reader in, Place place, Parts& parts) {
  TRY(in.skip(4));  // kind
  const auto at = in;
  TRY_LET(const auto type_bytes, in.u32());
  if (type_bytes > media_type_bytes_max) return at.error(faults::comment_beyond_block);
  TRY_LET(const auto media_type, in.text(type_bytes));
  return parts.add({Carrier::VorbisComment, "METADATA_BLOCK_PICTURE",
                    guess_to_utf8(media_type) + ", " + std::to_string(place.size_bytes) + " bytes",
                    std::move(place)},
                   in);
}

Parsed<void> read_block(std::uint32_t type, Reader in, std::uint64_t first, Parts& parts) {
  const auto place = [&](const char* name) {
    return Place{std::string("FLAC/") + name, first, in.offset() + in.remaining() - first};
  };
  if (type == stream_info) return read_stream_info(in, place("STREAMINFO"), parts);
  if (type == application) return read_application(in, place("APPLICATION"), parts);
  if (type == vorbis_comment)
    return read_vorbis_comment(in, place("VORBIS_COMMENT"), CommentBytes::InFile, parts);
  if (type == picture) return read_picture(in, place("PICTURE"), parts);
  return {};
}

}  // namespace

Parsed<void> walk(Reader file, Parts& parts) {
  auto in = file;
  while (id3::starts_tag(in)) {
    TRY(parts.budget().charge_item(in));
    TRY_LET(const auto size, id3::walk(in, "FLAC", parts));
    TRY(in.skip(size));
  }
  const auto at = in;
  TRY_LET(const auto found, in.u32());
  if (found != magic) return at.error(faults::bad_magic);
  bool is_last = false;
  while (!is_last) {
    TRY(parts.budget().charge_item(in));
    const auto first = in;
    TRY_LET(const auto header, in.u32());
    is_last = (header & last_block_flag) != 0;
    const auto size = header & 0xFFFFFFU;
    if (size > in.remaining()) return first.error(faults::block_beyond_file);
    TRY_LET(const auto payload, in.child(size));
    const auto type = header >> 24U & 0x7FU;
    parts.tolerate("FLAC/block " + std::to_string(type),
                   read_block(type, payload, first.offset(), parts));
  }
  return id3::walk_trailing(file, "FLAC", parts);
}

}  // namespace gg::flac
