#include "formats/bmff/item_locations.h"

#include "formats/bmff/faults.h"

#include <utility>

namespace gg::bmff {
namespace {

/// Sizes in bytes of the numbers of this `iloc`: each 0, 4 or 8.
struct FieldSizes {
  unsigned version = 0;
  unsigned offset_bytes = 0;
  unsigned length_bytes = 0;
  unsigned base_offset_bytes = 0;
  unsigned index_bytes = 0;
};

bool is_field_size(unsigned size) { return size == 0 || size == 4 || size == 8; }

Parsed<FieldSizes> read_field_sizes(Reader& in) {
  TRY_LET(const auto version, read_version(in));
  TRY_LET(const auto word, in.u16());
  const unsigned bits = word;
  FieldSizes sizes{version.version, bits >> 12U, bits >> 8U & 0xFU, bits >> 4U & 0xFU, bits & 0xFU};
  if (sizes.version == 0) sizes.index_bytes = 0;  // reserved there
  if (!is_field_size(sizes.offset_bytes) || !is_field_size(sizes.length_bytes) ||
      !is_field_size(sizes.base_offset_bytes) || !is_field_size(sizes.index_bytes))
    return in.error(faults::bad_item_field_size);
  return sizes;
}

Parsed<std::uint64_t> read_field(Reader& in, unsigned size_bytes) {
  if (size_bytes == 8) return in.u64();
  if (size_bytes == 0) return 0;
  TRY_LET(const auto value, in.u32());
  return value;
}

Parsed<std::uint32_t> read_id(Reader& in, unsigned version) {
  if (version >= 2) return in.u32();
  TRY_LET(const auto value, in.u16());
  return value;
}

Parsed<void> read_extents(Reader& in, const FieldSizes& sizes, bool is_wanted, Budget& budget,
                          ItemLocation& location) {
  TRY_LET(const auto base, read_field(in, sizes.base_offset_bytes));
  TRY_LET(const auto count, in.u16());
  for (unsigned index = 0; index < count; ++index) {
    TRY(budget.charge_item(in));
    TRY(read_field(in, sizes.index_bytes));
    TRY_LET(const auto from, read_field(in, sizes.offset_bytes));
    TRY_LET(const auto size, read_field(in, sizes.length_bytes));
    if (!is_wanted) continue;
    Extent extent{0, size};
    if (__builtin_add_overflow(base, from, &extent.from)) return in.error(faults::truncated);
    location.extents.push_back(extent);
  }
  return {};
}

Parsed<ItemLocation> read_location(Reader& in, const FieldSizes& sizes,
                                   const std::vector<ItemEntry>& wanted, Budget& budget) {
  ItemLocation location;
  location.offset = in.offset();
  TRY_LET(location.item_id, read_id(in, sizes.version));
  if (sizes.version >= 1) {
    TRY_LET(const auto method, in.u16());
    location.is_in_data_box = (method & 0xFU) == 1;
    location.is_elsewhere = (method & 0xFU) > 1;
  }
  TRY_LET(const auto data_reference, in.u16());
  if (data_reference != 0) location.is_elsewhere = true;
  const bool is_wanted = find_entry(wanted, location.item_id) != nullptr;
  TRY(read_extents(in, sizes, is_wanted, budget, location));
  return location;
}

}  // namespace

Parsed<void> read_item_locations(const Box& iloc, const std::vector<ItemEntry>& wanted,
                                 Budget& budget, std::vector<ItemLocation>& locations) {
  auto in = iloc.payload;
  TRY_LET(const auto sizes, read_field_sizes(in));
  TRY_LET(const auto count, read_id(in, sizes.version));
  for (std::uint32_t index = 0; index < count; ++index) {
    TRY(budget.charge_item(in));
    TRY_LET(auto location, read_location(in, sizes, wanted, budget));
    if (!location.extents.empty()) locations.push_back(std::move(location));
  }
  return {};
}

}  // namespace gg::bmff
