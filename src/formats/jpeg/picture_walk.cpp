#include "formats/jpeg/picture_walk.h"

#include "base/text.h"
#include "bytes/find.h"
#include "formats/exif/exif.h"
#include "formats/ifd/value_text.h"
#include "formats/iptc/iptc.h"
#include "formats/jpeg/faults.h"
#include "formats/xmp/xmp.h"

#include <algorithm>

namespace gg::jpeg {
namespace {

constexpr std::string_view exif_identifier{"Exif\0", 5};  // a NUL or 0xFF of padding follows
constexpr std::string_view xmp_identifier{"http://ns.adobe.com/xap/1.0/\0", 29};
constexpr std::string_view extension_identifier{"http://ns.adobe.com/xmp/extension/\0", 35};
constexpr std::string_view photoshop_identifier{"Photoshop 3.0\0", 14};
constexpr std::string_view jumbf_identifier{"JP"};

/// Moves behind `identifier` where `in` begins with it.
bool take_identifier(Reader& in, std::string_view identifier) {
  auto ahead = in;
  const auto text = ahead.take(identifier.size());
  if (!text.has_value()) return false;
  const auto same = std::ranges::equal(*text, identifier, [](std::byte byte, char c) {
    return std::to_integer<unsigned char>(byte) == static_cast<unsigned char>(c);
  });
  if (same) in = ahead;
  return same;
}

bool is_frame(std::uint8_t code) {
  return code >= 0xC0 && code <= 0xCF && code != 0xC4 && code != 0xC8 && code != 0xCC;
}

bool stands_alone(std::uint8_t code) {
  return code == marker::temporary ||
         (code >= marker::restart_first && code <= marker::start_of_image);
}

/// What may begin a segment; in a scan everything else is picture data or a restart.
bool begins_segment(std::byte code) {
  const auto value = std::to_integer<std::uint8_t>(code);
  return value >= 0xC0 && value != 0xFF && !stands_alone(value);
}

/// Moves to the next marker that begins a segment, over picture data. Only for bytes in memory.
Parsed<void> skip_to_marker(Reader& in) {
  auto ahead = in;
  TRY_LET(const auto bytes, ahead.take(ahead.remaining()));
  for (auto at = find_byte(bytes, std::byte{0xFF}, 0); at + 1 < bytes.size();
       at = find_byte(bytes, std::byte{0xFF}, at + 1)) {
    if (begins_segment(bytes.subspan(at + 1).front())) return in.skip(at);
  }
  return ahead.error(faults::missing_end);
}

/// A marker with its fill bytes, and its payload where it has one. `in` moves behind both.
Parsed<Segment> next_segment(Reader& in) {
  auto first = in;
  TRY_LET(const auto prefix, in.u8());
  if (prefix != 0xFF) return first.error(faults::missing_marker);
  std::uint8_t code = 0xFF;
  while (code == 0xFF) {
    TRY_LET(code, in.u8());
  }
  if (code == 0) return first.error(faults::missing_marker);
  if (stands_alone(code) || code == marker::end_of_image) {
    TRY_LET(const auto nothing, in.child(0));
    return Segment{code, nothing, first.offset(), in.offset()};
  }
  const auto at_length = in;
  TRY_LET(const auto length, in.u16());
  if (length < 2) return at_length.error(faults::bad_segment_length);
  const auto payload_first = in.offset();
  TRY_LET(const auto payload, in.child(length - 2U));
  return Segment{code, payload, first.offset(), payload_first};
}

}  // namespace

Parsed<void> PictureWalk::walk(Reader& in) {
  const auto walked = segments(in);
  put_together();  // what was read before damage is still evidence
  return walked;
}

Parsed<void> PictureWalk::segments(Reader& in) {
  bool noted_junk = false;
  while (!in.at_end()) {
    TRY(parts_.budget().charge_item(in));
    const auto next = next_segment(in);
    if (!next.has_value()) {
      if (next.error().fault != &faults::missing_marker || !in.in_memory())
        return fail(next.error());
      if (!noted_junk) parts_.note(name_, next.error());
      noted_junk = true;
      TRY(skip_to_marker(in));
      continue;
    }
    if (next->marker == marker::end_of_image) return {};
    if (next->marker == marker::start_of_scan) {
      if (!in.in_memory()) return {};
      TRY(skip_to_marker(in));
      continue;
    }
    segment(*next);
  }
  return in.error(faults::missing_end);
}

void PictureWalk::segment(const Segment& segment) {
  if (is_frame(segment.marker)) {
    parts_.tolerate(name_ + "/SOF", frame(segment.payload));
  } else if (segment.marker == marker::comment) {
    const auto path = name_ + "/COM";
    parts_.tolerate(path, text_segment(segment, Carrier::Comment, path));
  } else if (segment.marker >= marker::app0 && segment.marker <= marker::app15) {
    const auto path = name_ + "/APP" + std::to_string(segment.marker - marker::app0);
    parts_.tolerate(path, app(segment, path));
  }
}

Parsed<void> PictureWalk::app(const Segment& segment, const std::string& path) {
  auto in = segment.payload;
  const auto number = segment.marker - marker::app0;
  if (number == 1) {
    if (take_identifier(in, exif_identifier)) {
      TRY(in.skip(1));
      return exif::walk(in, path + "/Exif", parts_);
    }
    if (take_identifier(in, xmp_identifier)) {
      TRY_LET(const auto packet, in.child(in.remaining()));
      return xmp::walk(packet, path + "/XMP", parts_);
    }
    if (take_identifier(in, extension_identifier)) return extended_xmp_.add(in);
  }
  if (number == 13 && take_identifier(in, photoshop_identifier)) {
    TRY_LET(const auto resources, in.child(in.remaining()));
    photoshop_.push_back(resources);
    return {};
  }
  if (number == 11 && take_identifier(in, jumbf_identifier)) return jumbf_.add(segment);
  return text_segment(segment, Carrier::AppSegment, path);
}

Parsed<void> PictureWalk::text_segment(const Segment& segment, Carrier carrier,
                                       const std::string& path) {
  constexpr std::size_t text_bytes_min = 4;  // less is chance
  auto in = segment.payload;
  TRY_LET(const auto bytes, in.take(in.remaining()));
  const auto at = segment.payload;
  Place place{path, segment.first, segment.end() - segment.first};
  if (carrier == Carrier::Comment) {
    TRY(parts_.budget().charge_bytes(bytes.size(), at));
    const auto raw = Reader::to_text(bytes);
    return parts_.add({carrier, {}, guess_to_utf8(trimmed(raw)), std::move(place)}, at);
  }
  const auto text = ifd::printable_text(bytes);
  if (!text || text->size() < text_bytes_min) return {};
  auto key = "APP" + std::to_string(segment.marker - marker::app0);
  return parts_.add({carrier, std::move(key), *text, std::move(place)}, at);
}

Parsed<void> PictureWalk::frame(Reader payload) {
  if (parts_.picture) return {};
  if (payload.remaining() < 6) return payload.error(faults::bad_frame);
  TRY(payload.skip(1));  // sample precision
  TRY_LET(const auto height, payload.u16());
  TRY_LET(const auto width, payload.u16());
  parts_.picture = PictureSize{width, height};
  return {};
}

void PictureWalk::put_together() {
  extended_xmp_.walk(name_ + "/APP1/XMP extension", parts_);
  jumbf_.give(name_ + "/APP11/JUMBF", parts_);
  if (photoshop_.empty()) return;
  const auto path = name_ + "/APP13/Photoshop";
  const auto resources = joined(photoshop_, parts_);
  if (!resources.has_value()) return parts_.note(path, resources.error());
  parts_.tolerate(path, iptc::walk_photoshop(*resources, path, parts_));
}

}  // namespace gg::jpeg
