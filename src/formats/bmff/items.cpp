#include "formats/bmff/items.h"

#include "formats/bmff/faults.h"
#include "formats/bmff/item_entries.h"
#include "formats/bmff/item_locations.h"
#include "formats/bmff/item_properties.h"
#include "formats/exif/exif.h"
#include "formats/xmp/xmp.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace gg::bmff {
namespace {

/// The bytes of an item as one reader: a view where it lies in one piece, else a copy.
Parsed<Reader> open_item(const ItemLocation& location, const ItemBoxes& boxes, const Scope& scope) {
  if (location.is_elsewhere) return fail(ParseError{&faults::item_elsewhere, location.offset});
  Reader whole = scope.file;
  if (location.is_in_data_box) {
    if (!boxes.data) return fail(ParseError{&faults::item_elsewhere, location.offset});
    whole = boxes.data->payload;
  }
  if (location.extents.size() == 1) {
    const auto [from, size] = location.extents.front();
    return size == 0 ? whole.from(from) : whole.slice(from, size);
  }
  std::vector<std::byte> joined;
  for (const auto& extent : location.extents) {
    TRY_LET(auto piece, whole.slice(extent.from, extent.size_bytes));
    TRY(scope.parts.budget().charge_bytes(extent.size_bytes, piece));
    TRY_LET(const auto bytes, piece.take(extent.size_bytes));
    joined.insert(joined.end(), bytes.begin(), bytes.end());
  }
  // A joined item has no one place in the file: errors name its entry in iloc.
  return Reader(scope.parts.keep(std::move(joined)), location.offset);
}

/// An Exif item begins with the offset of its TIFF header, usually 0 or 6 ("Exif\0\0").
Parsed<void> read_exif(Reader item, const Scope& scope) {
  TRY_LET(const auto from, item.u32());
  if (from > item.remaining()) return item.error(faults::bad_exif_offset);
  TRY_LET(const auto tiff, item.from(4 + std::uint64_t{from}));
  return exif::walk(tiff, scope.path, scope.parts);
}

Parsed<void> read_item(const ItemEntry& entry, const ItemLocation& location, const ItemBoxes& boxes,
                       const Scope& scope) {
  TRY_LET(const auto item, open_item(location, boxes, scope));
  if (entry.kind == ItemKind::Exif) return read_exif(item, scope);
  if (entry.is_encoded) return item.error(faults::item_encoded);
  return xmp::walk(item, scope.path, scope.parts);
}

}  // namespace

void walk_items(const ItemBoxes& boxes, const Scope& scope) {
  auto& parts = scope.parts;
  if (boxes.properties)
    parts.tolerate(scope.path + "/iprp",
                   read_picture_size(*boxes.properties, boxes.primary, scope));
  if (!boxes.entries || !boxes.locations) return;
  std::vector<ItemEntry> entries;
  parts.tolerate(scope.path + "/iinf", read_item_entries(*boxes.entries, scope, entries));
  if (entries.empty()) return;
  std::ranges::sort(entries, {}, &ItemEntry::item_id);
  std::vector<ItemLocation> locations;
  parts.tolerate(scope.path + "/iloc",
                 read_item_locations(*boxes.locations, entries, parts.budget(), locations));
  for (const auto& location : locations) {
    const auto* const entry = find_entry(entries, location.item_id);
    if (entry == nullptr) continue;
    const auto inner = scope.enter(entry->kind == ItemKind::Exif ? "item[Exif]" : "item[XMP]");
    parts.tolerate(inner.path, read_item(*entry, location, boxes, inner));
  }
}

}  // namespace gg::bmff
