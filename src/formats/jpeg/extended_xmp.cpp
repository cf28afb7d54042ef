#include "formats/jpeg/extended_xmp.h"

#include "formats/jpeg/faults.h"
#include "formats/xmp/xmp.h"

#include <algorithm>
#include <utility>

namespace gg::jpeg {

namespace {
constexpr std::size_t packets_max = 16;  // Adobe writes one; a search among more stays cheap.
}  // namespace

Parsed<void> ExtendedXmp::add(Reader payload) {
  TRY_LET(auto guid, payload.text(32));
  TRY_LET(const auto size_bytes, payload.u32());
  TRY_LET(const auto offset_in_packet, payload.u32());
  auto packet = std::ranges::find_if(packets_, [&](const Packet& each) {
    return each.guid == guid && each.size_bytes == size_bytes;
  });
  if (packet == packets_.end()) {
    if (packets_.size() == packets_max) return payload.error(faults::too_many_items);
    packets_.push_back({std::move(guid), size_bytes, {}});
    packet = std::prev(packets_.end());
  }
  packet->pieces.push_back({offset_in_packet, payload});
  return {};
}

Parsed<void> ExtendedXmp::walk_packet(Packet& packet, std::string_view path, Parts& parts) {
  std::ranges::sort(packet.pieces, {}, [](const Piece& piece) {
    return std::pair(piece.offset_in_packet, piece.payload.offset());
  });
  std::uint64_t expected = 0;
  std::vector<Reader> payloads;
  for (const auto& piece : packet.pieces) {
    if (piece.offset_in_packet != expected) return piece.payload.error(faults::xmp_gap);
    expected += piece.payload.remaining();
    payloads.push_back(piece.payload);
  }
  if (expected != packet.size_bytes) return payloads.back().error(faults::xmp_gap);
  TRY_LET(const auto whole, joined(payloads, parts));
  // Pieces may stand in any order: a packet is placed at the piece that stands first in the file.
  const auto first = std::ranges::min(payloads, {}, &Reader::offset).offset();
  if (first == whole.offset()) return xmp::walk(whole, path, parts);
  auto in = whole;
  TRY_LET(const auto bytes, in.take(in.remaining()));
  return xmp::walk(Reader(bytes, first), path, parts);
}

void ExtendedXmp::walk(std::string_view path, Parts& parts) {
  for (auto& packet : packets_) parts.tolerate(path, walk_packet(packet, path, parts));
}

}  // namespace gg::jpeg
