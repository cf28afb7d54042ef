#include "formats/jpeg/jumbf_packets.h"

#include "formats/jpeg/faults.h"

#include <algorithm>
#include <utility>

namespace gg::jpeg {
namespace {

constexpr std::uint32_t type_jumb = 0x6A756D62;
constexpr std::size_t boxes_max = 256;

/// The length that a box header states; 0 where it reaches to the end.
Parsed<std::uint64_t> stated_bytes(Reader header) {
  TRY_LET(const std::uint64_t size, header.u32());
  if (size != 1) return size;
  TRY(header.skip(4));
  return header.u64();
}

}  // namespace

Parsed<void> JumbfPackets::add(const Segment& segment) {
  auto in = segment.payload;
  const auto cut = in.error(faults::bad_jumbf_packet);
  if (in.remaining() < 16) return cut;
  TRY(in.skip(2));  // "JP"
  TRY_LET(const auto instance, in.u16());
  TRY_LET(const auto sequence, in.u32());
  auto peek = in;
  TRY_LET(const auto size_field, peek.u32());
  TRY_LET(const auto type, peek.u32());
  if (type != type_jumb) return {};  // a box of JPEG XT or JPEG 360
  const std::uint64_t header_bytes = size_field == 1 ? 16 : 8;
  if (in.remaining() < header_bytes) return cut;
  const auto whole = in;
  TRY_LET(const auto header, in.child(header_bytes));
  auto box = std::ranges::find_if(boxes_, [&](const Box& each) {
    return each.instance == instance && each.size_field == size_field;
  });
  if (box == boxes_.end()) {
    if (boxes_.size() == boxes_max) return in.error(faults::too_many_items);
    boxes_.push_back({instance, size_field, {}});
    box = std::prev(boxes_.end());
  }
  box->packets.push_back({sequence, whole, header, in, segment.first, segment.end()});
  return {};
}

Parsed<void> JumbfPackets::give_box(Box& box, std::string_view path, Parts& parts) {
  const auto as_found = box.packets.front();
  std::ranges::sort(box.packets, {},
                    [](const Packet& packet) { return std::pair(packet.sequence, packet.first); });
  const auto& first = box.packets.front();
  if (!describes_store(first.payload)) return {};
  std::vector<Reader> pieces;
  std::uint64_t total = first.header.size();
  std::optional<ParseError> damage;
  bool contiguous = as_found.first == first.first;
  for (std::size_t index = 0; index < box.packets.size(); ++index) {
    const auto& packet = box.packets[index];
    if (packet.sequence != first.sequence + index && !damage)
      damage = ParseError{&faults::jumbf_gap, packet.first};
    if (index != 0 && packet.first != box.packets[index - 1].end) contiguous = false;
    total += packet.payload.remaining();
    pieces.push_back(index == 0 ? packet.box : packet.payload);
  }
  TRY_LET(const auto stated, stated_bytes(first.header));
  if (stated != 0 && stated != total && !damage)
    damage = ParseError{&faults::jumbf_length, first.header.offset()};
  if (damage) parts.note(std::string(path), *damage);

  TRY_LET(auto store, joined(pieces, parts));
  if (pieces.size() == 1) TRY(parts.budget().charge_bytes(store.remaining(), store));
  TRY_LET(const auto jumbf, store.take(store.remaining()));
  const auto end = contiguous ? box.packets.back().end : as_found.end;
  CredentialStore given{jumbf, {std::string(path), as_found.first, end - as_found.first}};
  for (const auto& packet : box.packets) given.pieces.push_back({packet.first, packet.end});
  std::ranges::sort(given.pieces);
  parts.stores.push_back(std::move(given));
  return {};
}

void JumbfPackets::give(std::string_view path, Parts& parts) {
  for (auto& box : boxes_) parts.tolerate(path, give_box(box, path, parts));
}

}  // namespace gg::jpeg
