#include "embedding/draft.h"
#include "embedding/jpeg_pictures.h"
#include "parts/parts.h"

#include <algorithm>
#include <map>
#include <optional>

namespace gg::embedding {
namespace {

constexpr std::uint32_t type_jumb = 0x6A756D62;
constexpr std::uint64_t segment_bytes_max = 65535;  // length field and what it counts
constexpr std::uint64_t packet_header_bytes = 10;   // length, "JP", instance, sequence
constexpr std::uint64_t box_header_bytes = 8;
constexpr std::uint16_t usual_instance = 0x0211;

/// Packets of one JUMBF box share these two.
struct BoxKey {
  std::uint16_t instance = 0;
  std::uint32_t size_field = 0;
  friend auto operator<=>(const BoxKey&, const BoxKey&) = default;
};

struct JumbfBox {
  std::vector<ByteRange> segments;
  std::uint32_t first_sequence = 0;
  bool is_store = false;  ///< As the packet of the first sequence says.
};

struct JpegScan {
  std::map<BoxKey, JumbfBox> boxes;
  std::vector<ByteRange> multi_picture;  ///< MPF data, behind its signature.
  std::uint64_t behind_lead = 2;         ///< Behind SOI and the JFIF and Exif segments.
  std::uint64_t end = 0;                 ///< Of the headers: where the first scan begins.
};

/// One segment; nothing where the headers end.
struct JpegSegment {
  std::uint8_t marker = 0;
  ByteRange range;
  Reader payload;
};

Parsed<std::optional<JpegSegment>> next_segment(Reader& in) {
  const auto first = in.offset();
  TRY_LET(auto byte, in.u8());
  if (byte != 0xFF) return fail(ParseError{&faults::bad_structure, first});
  while (byte == 0xFF) {
    TRY_LET(byte, in.u8());
  }
  if (byte == 0xDA || byte == 0xD9) return std::optional<JpegSegment>();
  if (byte == 0x01 || (byte >= 0xD0 && byte <= 0xD8))
    return std::optional(JpegSegment{byte, {first, in.offset()}, Reader(Bytes())});
  TRY_LET(const auto size, in.u16());
  if (size < 2) return in.error(faults::bad_structure);
  TRY_LET(const auto payload, in.child(size - 2U));
  return std::optional(JpegSegment{byte, {first, in.offset()}, payload});
}

Parsed<void> note_packet(const JpegSegment& segment, JpegScan& scan) {
  auto in = segment.payload;
  if (in.remaining() < packet_header_bytes - 2 + box_header_bytes) return {};
  TRY_LET(const auto identifier, in.u16());
  if (identifier != 0x4A50) return {};  // "JP"
  BoxKey key;
  TRY_LET(key.instance, in.u16());
  TRY_LET(const auto sequence, in.u32());
  TRY_LET(key.size_field, in.u32());
  TRY_LET(const auto type, in.u32());
  if (type != type_jumb) return {};
  if (key.size_field == 1) TRY(in.skip(std::min<std::uint64_t>(8, in.remaining())));
  auto& box = scan.boxes[key];
  if (box.segments.empty() || sequence < box.first_sequence) {
    box.first_sequence = sequence;
    box.is_store = describes_store(in);
  }
  box.segments.push_back(segment.range);
  return {};
}

/// True for the segments that JFIF and Exif want first.
bool leads(const JpegSegment& segment) {
  auto in = segment.payload;
  const auto signature = in.u32();
  if (!signature.has_value()) return false;
  if (segment.marker == 0xE0) return *signature == 0x4A464946 || *signature == 0x4A465858;
  return segment.marker == 0xE1 && *signature == 0x45786966;
}

Parsed<JpegScan> scan_headers(Draft& draft) {
  auto in = draft.file;
  TRY_LET(const auto magic, in.u16());
  if (magic != 0xFFD8) return draft.error(gg::faults::bad_magic, 0);
  JpegScan scan;
  for (bool leading = true;;) {
    scan.end = in.offset();
    TRY(draft.budget.charge_item(in));
    TRY_LET(const auto segment, next_segment(in));
    if (!segment) return scan;
    leading = leading && leads(*segment);
    if (leading) scan.behind_lead = segment->range.end;
    if (segment->marker == 0xEB) TRY(note_packet(*segment, scan));
    auto signature = segment->payload;
    if (segment->marker == 0xE2 && signature.u32().value_or(0) == 0x4D504600)
      scan.multi_picture.push_back({segment->payload.offset() + 4, segment->range.end});
  }
}

/// The store in segments of at most 64 KiB, each with the header of its box.
Fill segments_of_store(Draft& draft, std::uint16_t instance) {
  Fill fill;
  std::uint64_t at = 0;
  for (std::uint32_t sequence = 1; at < draft.store_bytes; ++sequence) {
    const auto repeated = at == 0 ? 0 : box_header_bytes;
    const auto room = segment_bytes_max - packet_header_bytes - repeated;
    const auto size = std::min(room, draft.store_bytes - at);
    const auto length = static_cast<std::uint16_t>(packet_header_bytes + repeated + size);
    draft.add_literal(fill,
                      Octets().u16(0xFFEB).u16(length).text("JP").u16(instance).u32(sequence));
    if (repeated != 0) fill.pieces.push_back({PieceKind::Store, 0, repeated});
    fill.pieces.push_back({PieceKind::Store, at, size});
    at += size;
  }
  fill.excluded = {0, fill.size_bytes()};
  return fill;
}

/// Takes the stores out; the box and place of the first.
struct OldStore {
  std::uint16_t instance = 0;
  std::uint64_t place = 0;
};

std::optional<OldStore> remove_jpeg_stores(Draft& draft, const JpegScan& scan) {
  std::optional<OldStore> old;
  for (const auto& [key, box] : scan.boxes) {
    if (!box.is_store) continue;
    const auto place = box.segments.front().first;
    if (!old || place < old->place) old = OldStore{key.instance, place};
    for (const auto& segment : box.segments) draft.remove(segment);
    ++draft.replaced;
  }
  return old;
}

/// A box instance that no other JUMBF box of the file has.
std::uint16_t free_instance(const JpegScan& scan) {
  auto instance = usual_instance;
  for (const auto& [key, box] : scan.boxes)
    if (!box.is_store && key.instance >= instance && key.instance != 0xFFFF)
      instance = static_cast<std::uint16_t>(key.instance + 1);
  return instance;
}

}  // namespace

/// A run of APP11 segments behind JFIF and Exif, or where the old one stood.
/// Source: C2PA 2.2 appendix A.3.1; ISO/IEC 19566-5 annex D.2; ISO/IEC 18477-3 annex B.
Parsed<void> plan_jpeg(Draft& draft) {
  TRY_LET(const auto scan, scan_headers(draft));
  const auto old = remove_jpeg_stores(draft, scan);
  if (draft.embeds())
    draft.insert(old ? old->place : scan.behind_lead,
                 segments_of_store(draft, old ? old->instance : free_instance(scan)));
  for (const auto& range : scan.multi_picture) TRY(move_pictures(draft, range));
  return {};
}

}  // namespace gg::embedding
