#pragma once

#include "formats/bmff/scope.h"

#include <cstdint>
#include <vector>

namespace gg::bmff {

/// The kinds of item that hold metadata.
enum class ItemKind : std::uint8_t { Exif, Xmp };

/// One item of interest in `iinf`. *value*
struct ItemEntry {
  std::uint32_t item_id = 0;
  ItemKind kind = ItemKind::Exif;
  bool is_encoded = false;  ///< Its content encoding is not empty (deflate, gzip).
};

/// The entry of an item, or nothing. `entries` are sorted by id: a hostile file lists many.
const ItemEntry* find_entry(const std::vector<ItemEntry>& entries, std::uint32_t item_id);

/// Appends the Exif and XMP items that `iinf` lists (infe versions 0 to 3).
/// Faults: those of each_box.  Source: ISO/IEC 14496-12:2022 section 8.11.6.
Parsed<void> read_item_entries(const Box& iinf, const Scope& scope,
                               std::vector<ItemEntry>& entries);

}  // namespace gg::bmff
