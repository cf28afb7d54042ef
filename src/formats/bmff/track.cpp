#include "formats/bmff/track.h"

#include "base/text.h"
#include "formats/bmff/creation_time.h"
#include "formats/bmff/meta.h"
#include "formats/bmff/sample_entry.h"
#include "formats/bmff/text.h"
#include "formats/bmff/user_data.h"
#include "formats/bmff/uuid.h"

#include <string_view>

namespace gg::bmff {
namespace {

/// `tkhd`: width and height in pixels, 16.16; 0 for sound.
Parsed<void> read_track_header(const Box& box, const Scope& scope) {
  TRY(read_creation_time(box, scope));
  auto in = box.payload;
  TRY_LET(const auto version, read_version(in));
  // Times, track_ID, reserved, duration; then reserved, layer, group, volume, reserved, matrix.
  TRY(in.skip((version.version == 1 ? 32 : 20) + 8 + 8 + 36));
  TRY_LET(const auto width, in.u32());
  TRY_LET(const auto height, in.u32());
  const PictureSize size{width >> 16U, height >> 16U};
  const auto pixels = [](const PictureSize& each) {
    return std::uint64_t{each.width_pixels} * each.height_pixels;
  };
  auto& picture = scope.parts.picture;
  if (pixels(size) > (picture ? pixels(*picture) : 0)) picture = size;
  return {};
}

Parsed<void> read_media_header(const Box& box, const Scope& scope, Track& track) {
  TRY(read_creation_time(box, scope));
  auto in = box.payload;
  TRY_LET(const auto version, read_version(in));
  TRY(in.skip(version.version == 1 ? 16 : 8));
  TRY_LET(track.timescale_hz, in.u32());
  return {};
}

/// The name of a handler: a C string (ISO), or after its size (QuickTime).
std::string handler_name(std::string_view bytes) {
  const std::size_t counted = bytes.empty() ? 0U : static_cast<unsigned char>(bytes.front());
  if (counted != 0 && counted == bytes.size() - 1) bytes.remove_prefix(1);
  return guess_to_utf8(trimmed(bytes.substr(0, bytes.find('\0'))));
}

/// `hdlr`. QuickTime has a second one in `minf`, for data; only that of the media names the track.
Parsed<void> read_handler(const Box& box, const Scope& scope, Track& track) {
  auto in = box.payload;
  TRY(read_version(in));
  TRY_LET(const auto component, in.u32());
  TRY_LET(const auto type, in.u32());
  TRY(in.skip(12));
  if (component != "dhlr"_4cc) track.handler = FourCc{type};
  TRY_LET(const auto name, rest_as_text(in, scope.parts.budget()));
  return add_fact("handler_name", handler_name(name), box, scope);
}

Parsed<void> visit(const Box& box, const Scope& scope, Track& track) {
  switch (box.type.value) {
    case "mdia"_4cc:
    case "minf"_4cc:
    case "stbl"_4cc:
      return each_box(box.payload, scope, [&](const Box& child, const Scope& inner) {
        return visit(child, inner, track);
      });
    case "tkhd"_4cc:
      return read_track_header(box, scope);
    case "mdhd"_4cc:
      return read_media_header(box, scope, track);
    case "hdlr"_4cc:
      return read_handler(box, scope, track);
    case "stsd"_4cc:
      track.sample_entries = box;
      return {};
    case "stsz"_4cc:
      track.sample_sizes = box;
      return {};
    case "stco"_4cc:
    case "co64"_4cc:
      track.chunk_offsets = box;
      return {};
    case "udta"_4cc:
      return walk_user_data(box, scope);
    case "meta"_4cc:
      return walk_meta(box, scope);
    case "uuid"_4cc:
      return walk_uuid(box, scope);
    default:
      return {};
  }
}

}  // namespace

Parsed<void> read_creation_time(const Box& header, const Scope& scope) {
  auto in = header.payload;
  TRY_LET(const auto version, read_version(in));
  std::uint64_t seconds = 0;
  if (version.version == 1) {
    TRY_LET(seconds, in.u64());
  } else {
    TRY_LET(seconds, in.u32());
  }
  return add_fact("creation_time", rfc3339_from_1904(seconds), header, scope);
}

Parsed<void> walk_track(const Box& trak, const Scope& scope) {
  Track track;
  const auto children = each_box(trak.payload, scope, [&](const Box& box, const Scope& inner) {
    return visit(box, inner, track);
  });
  const auto entries = scope.enter("mdia/minf/stbl/stsd");
  if (track.sample_entries) scope.parts.tolerate(entries.path, walk_sample_entries(track, entries));
  return children;
}

}  // namespace gg::bmff
