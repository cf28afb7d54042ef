#include "embedding/bmff.h"

#include <limits>

namespace gg::embedding {
namespace {

constexpr std::uint64_t u32_max = std::numeric_limits<std::uint32_t>::max();

/// A number of 0, 4 or 8 bytes, and where it stands.
struct PlacedNumber {
  std::uint64_t at = 0;
  std::uint64_t value = 0;
  std::uint8_t width = 0;

  [[nodiscard]] bool holds(std::uint64_t other) const {
    return width == 8 || (width == 4 && other <= u32_max);
  }
};

Parsed<PlacedNumber> take_number(Reader& in, std::uint8_t width) {
  PlacedNumber number{in.offset(), 0, width};
  if (width == 4) {
    TRY_LET(number.value, in.u32());
  } else if (width == 8) {
    TRY_LET(number.value, in.u64());
  } else if (width != 0) {
    return in.error(faults::bad_structure);
  }
  return number;
}

void put_number(Draft& draft, const PlacedNumber& number, std::uint64_t value) {
  if (value != number.value)
    draft.patch(number.at, Octets().number(value, number.width, Endian::Big));
}

/// The field sizes that begin an iloc.
struct ItemFields {
  std::uint8_t version = 0;
  std::uint8_t offset_width = 0;
  std::uint8_t length_width = 0;
  std::uint8_t base_width = 0;
  std::uint8_t index_width = 0;
};

/// One item: its base, and the offsets that count from it.
struct ItemLocation {
  PlacedNumber base;
  std::vector<PlacedNumber> extents;
  bool in_file = false;
};

Parsed<ItemLocation> take_item(Reader& in, const ItemFields& fields, Budget& budget) {
  ItemLocation item;
  TRY(in.skip(fields.version < 2 ? 2 : 4));  // item id
  std::uint16_t method = 0;
  if (fields.version != 0) {
    TRY_LET(method, in.u16());
  }
  TRY_LET(const auto reference, in.u16());
  item.in_file = (method & 0xFU) == 0;
  if (item.in_file && reference != 0) return in.error(faults::data_elsewhere);
  TRY_LET(item.base, take_number(in, fields.base_width));
  TRY_LET(const auto count, in.u16());
  for (std::uint16_t index = 0; index < count; ++index) {
    TRY(budget.charge_item(in));
    TRY(in.skip(fields.index_width));
    TRY_LET(const auto offset, take_number(in, fields.offset_width));
    TRY(in.skip(fields.length_width));
    item.extents.push_back(offset);
  }
  return item;
}

/// The offsets change if they can, else the base does, if all move alike.
Parsed<void> move_item(Draft& draft, const ItemLocation& item, const OffsetMap& map) {
  const auto base = item.base.value;
  if (item.extents.empty()) return {};
  bool each_can = true;
  for (const auto& extent : item.extents) {
    const auto moved = map(base + extent.value);
    each_can = each_can && moved >= base && extent.holds(moved - base);
  }
  if (each_can) {
    for (const auto& extent : item.extents)
      put_number(draft, extent, map(base + extent.value) - base);
    return {};
  }
  const auto first = base + item.extents.front().value;
  const auto shift = map(first) - first;
  for (const auto& extent : item.extents)
    if (map(base + extent.value) != base + extent.value + shift)
      return draft.error(faults::grows_too_large, item.base.at);
  if (shift == 0) return {};
  if (!item.base.holds(base + shift)) return draft.error(faults::grows_too_large, item.base.at);
  put_number(draft, item.base, base + shift);
  return {};
}

}  // namespace

Parsed<void> move_item_locations(Draft& draft, Reader in, const OffsetMap& map) {
  ItemFields fields;
  TRY_LET(const auto version, bmff::read_version(in));
  if (version.version > 2) return in.error(faults::bad_structure);
  fields.version = version.version;
  TRY_LET(const auto widths, in.u8());
  TRY_LET(const auto more_widths, in.u8());
  fields.offset_width = widths >> 4U;
  fields.length_width = widths & 0xFU;
  fields.base_width = more_widths >> 4U;
  if (fields.version != 0) fields.index_width = more_widths & 0xFU;
  std::uint32_t count = 0;
  if (fields.version < 2) {
    TRY_LET(count, in.u16());
  } else {
    TRY_LET(count, in.u32());
  }
  for (std::uint32_t index = 0; index < count; ++index) {
    TRY(draft.budget.charge_item(in));
    TRY_LET(const auto item, take_item(in, fields, draft.budget));
    if (item.in_file) TRY(move_item(draft, item, map));
  }
  return {};
}

/// An index of segments counts from its own end, in lengths. What was put in before a segment goes
/// along with it: a box of hashes is fetched with its fragment. Source: 14496-12 section 8.16.3.
Parsed<void> move_segment_index(Draft& draft, Reader in, const OffsetMap& map) {
  const auto anchor = in.offset() + in.size();
  TRY_LET(const auto version, bmff::read_version(in));
  const std::uint8_t width = version.version == 0 ? 4 : 8;
  TRY(in.skip(8U + width));  // reference, time scale, earliest time
  TRY_LET(const auto first, take_number(in, width));
  TRY(in.skip(2));
  TRY_LET(const auto count, in.u16());
  auto at = anchor + first.value;
  const auto moved = map.before(at) - map.before(anchor);
  if (!first.holds(moved)) return draft.error(faults::grows_too_large, first.at);
  put_number(draft, first, moved);
  for (std::uint16_t index = 0; index < count; ++index) {
    TRY(draft.budget.charge_item(in));
    TRY_LET(const auto word, take_number(in, 4));
    TRY(in.skip(8));
    const auto size = word.value & 0x7FFFFFFFU;
    const auto size_now = map.before(at + size) - map.before(at);
    if (size_now > 0x7FFFFFFFU) return draft.error(faults::grows_too_large, word.at);
    put_number(draft, word, (word.value & 0x80000000U) | size_now);
    at += size;
  }
  return {};
}

/// Where fragments begin. Source: 14496-12 section 8.8.10.
Parsed<void> move_fragment_index(Draft& draft, Reader in, const OffsetMap& map) {
  TRY_LET(const auto version, bmff::read_version(in));
  const std::uint8_t width = version.version == 0 ? 4 : 8;
  TRY(in.skip(4));  // track
  TRY_LET(const auto lengths, in.u32());
  TRY_LET(const auto count, in.u32());
  const auto numbers_bytes = (lengths >> 4U & 3U) + (lengths >> 2U & 3U) + (lengths & 3U) + 3U;
  for (std::uint32_t index = 0; index < count; ++index) {
    TRY(draft.budget.charge_item(in));
    TRY(in.skip(width));  // time
    TRY_LET(const auto offset, take_number(in, width));
    TRY(in.skip(numbers_bytes));
    const auto moved = map(offset.value);
    if (!offset.holds(moved)) return draft.error(faults::grows_too_large, offset.at);
    put_number(draft, offset, moved);
  }
  return {};
}

}  // namespace gg::embedding
