#pragma once

#include "bytes/budget.h"
#include "formats/bmff/box.h"
#include "formats/bmff/item_entries.h"

#include <cstdint>
#include <vector>

namespace gg::bmff {

/// A piece of an item. A size of 0 in a single extent means "to the end".
struct Extent {
  std::uint64_t from = 0;  ///< From the start of the file, or of the payload of `idat`.
  std::uint64_t size_bytes = 0;
};

/// Where the bytes of one item lie. *value*
struct ItemLocation {
  std::uint32_t item_id = 0;
  std::uint64_t offset = 0;     ///< Of its entry in `iloc`.
  bool is_in_data_box = false;  ///< Construction method 1: in `idat`.
  bool is_elsewhere = false;    ///< In another file, or made from another item.
  std::vector<Extent> extents;
};

/// Appends the locations of `wanted` items (sorted by id) in `iloc` versions 0 to 2. Charges an
/// item for each entry and extent. Faults: truncated, too_many_items, bad_item_field_size. Source:
/// ISO/IEC 14496-12:2022 section 8.11.3.
Parsed<void> read_item_locations(const Box& iloc, const std::vector<ItemEntry>& wanted,
                                 Budget& budget, std::vector<ItemLocation>& locations);

}  // namespace gg::bmff
