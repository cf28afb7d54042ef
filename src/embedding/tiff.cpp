#include "embedding/draft.h"
#include "formats/ifd/ifd.h"

#include <limits>
#include <optional>
#include <vector>

namespace gg::embedding {
namespace {

constexpr std::uint16_t tag_store = 0xCD41;
constexpr std::uint16_t type_undefined = 7;
constexpr std::uint64_t classic_max = std::numeric_limits<std::uint32_t>::max();

/// The field of the old store, and the directory it stands in.
struct StoreField {
  std::uint64_t entry_first = 0;
  std::uint64_t directory_first = 0;
  ByteRange value;
};

/// How wide the numbers of a TIFF are.
struct Widths {
  explicit Widths(const ifd::Tiff& tiff)
      : order(tiff.order()),
        count(tiff.layout() == ifd::Layout::Big ? 8 : 2),
        entry(tiff.layout() == ifd::Layout::Big ? 20 : 12),
        offset(tiff.layout() == ifd::Layout::Big ? 8 : 4) {}

  Endian order;
  std::uint8_t count;
  std::uint8_t entry;
  std::uint8_t offset;
};

Parsed<std::uint64_t> read_number(Reader& in, std::uint8_t width, Endian order) {
  if (width == 8) return in.u64(order);
  if (width == 4) {
    TRY_LET(const std::uint64_t value, in.u32(order));
    return value;
  }
  TRY_LET(const std::uint64_t value, in.u16(order));
  return value;
}

/// A directory as bytes. *value*, of views
struct RawDirectory {
  std::uint64_t count = 0;
  Bytes entries;
  std::uint64_t next = 0;
};

Parsed<RawDirectory> raw_directory(const Draft& draft, const Widths& widths, std::uint64_t first) {
  TRY_LET(auto in, draft.file.from(first));
  RawDirectory raw;
  TRY_LET(raw.count, read_number(in, widths.count, widths.order));
  if (raw.count > in.remaining() / widths.entry) return in.error(faults::bad_structure);
  TRY(draft.budget.charge_bytes(raw.count * widths.entry, in));
  TRY_LET(raw.entries, in.take(raw.count * widths.entry));
  TRY_LET(raw.next, read_number(in, widths.offset, widths.order));
  return raw;
}

/// Where a header or a directory stands, nothing else may: what is written there would change it.
Parsed<void> expect_apart(const Draft& draft, const std::optional<StoreField>& found,
                          const Widths& widths, const std::vector<ByteRange>& structures) {
  if (!found || found->value.size() <= widths.offset) return {};
  for (const auto& range : structures)
    if (range.overlaps(found->value)) return draft.error(faults::bad_structure, range.first);
  return {};
}

/// The one field of a store among the directories of the chain. Faults: several_tiff_stores,
/// bad_structure.
Parsed<std::optional<StoreField>> find_store_field(Draft& draft, ifd::Tiff& tiff,
                                                   const Widths& widths) {
  std::optional<StoreField> found;
  const std::uint64_t header_bytes = widths.offset == 8 ? 16 : 8;
  std::vector<ByteRange> structures = {{0, header_bytes}};
  for (auto first = tiff.first_directory(); first != 0;) {
    if (first < header_bytes) return draft.error(faults::bad_structure, first);
    TRY_LET(auto directory, tiff.directory(first));
    auto end = first + widths.count + widths.offset;
    for (; !directory.at_end(); end += widths.entry) {
      TRY(draft.budget.charge_item(tiff.bytes()));
      TRY_LET(const auto entry, directory.next());
      if (entry.tag != tag_store) continue;
      if (found) return draft.error(faults::several_tiff_stores, entry.offset);
      TRY_LET(const auto value, tiff.value(entry));
      found = StoreField{entry.offset, first, {value.offset(), value.offset() + value.size()}};
    }
    structures.push_back({first, end});
    TRY_LET(first, directory.next_directory());
  }
  TRY(expect_apart(draft, found, widths, structures));
  return found;
}

Octets entry_of_store(const Widths& widths, std::uint64_t store_bytes, std::uint64_t first) {
  Octets entry;
  entry.u16(tag_store, widths.order).u16(type_undefined, widths.order);
  entry.number(store_bytes, widths.offset, widths.order);
  return entry.number(first, widths.offset, widths.order);
}

/// Source length up to the next even offset, where directories and values begin.
std::uint64_t even_end(const Draft& draft) {
  return draft.source_bytes() + draft.source_bytes() % 2;
}

/// The store behind everything else, with `before` in front of it; where it begins.
std::uint64_t append_store(Draft& draft, const Octets& before) {
  Octets head;
  if (draft.source_bytes() % 2 != 0) head.u8(0);
  head.add(before.bytes());
  auto fill = draft.framed(head, draft.whole_store(), {});
  fill.excluded.first = head.size();
  draft.insert(draft.source_bytes(), std::move(fill));
  return even_end(draft) + before.size();
}

Parsed<void> expect_to_fit(const Draft& draft, const Widths& widths, std::uint64_t end) {
  if (widths.offset == 4 && end > classic_max) return draft.error(faults::grows_too_large, 0);
  return {};
}

/// The first directory anew behind everything else, with a field for the store; what it points to
/// stays where it is.
Parsed<void> add_store_field(Draft& draft, const ifd::Tiff& tiff, const Widths& widths) {
  TRY_LET(const auto raw, raw_directory(draft, widths, tiff.first_directory()));
  if (widths.count == 2 && raw.count == 0xFFFF) return draft.error(faults::store_too_large, 0);
  const auto directory_first = even_end(draft);
  const auto store_first =
      directory_first + widths.count + (raw.count + 1) * widths.entry + widths.offset;
  TRY(expect_to_fit(draft, widths, store_first + draft.store_bytes));
  const auto added = entry_of_store(widths, draft.store_bytes, store_first);
  Octets directory;
  directory.number(raw.count + 1, widths.count, widths.order);
  bool is_added = false;
  for (Reader in(raw.entries); !in.at_end();) {
    auto peek = in;
    TRY_LET(const auto tag, peek.u16(widths.order));
    if (tag > tag_store && !is_added) {  // fields stand in rising order of their tags
      directory.add(added.bytes());
      is_added = true;
    }
    TRY_LET(const auto entry, in.take(widths.entry));
    directory.add(entry);
  }
  if (!is_added) directory.add(added.bytes());
  directory.number(raw.next, widths.offset, widths.order);
  draft.patch(widths.offset == 8 ? 8 : 4,
              Octets().number(directory_first, widths.offset, widths.order));
  append_store(draft, directory);
  return {};
}

Fill zeros(std::uint64_t size) {
  Fill fill;
  fill.pieces.push_back({PieceKind::Zeros, 0, size});
  return fill;
}

/// The new store where the old one stood, if that was the end of the file or is long enough; else
/// at the end, and zeros there.
Parsed<void> replace_value(Draft& draft, const Widths& widths, const StoreField& old) {
  auto first = old.value.first;
  const bool is_last = old.value.end == draft.source_bytes();
  const bool is_inline = old.value.size() <= widths.offset;
  if (is_last || (!is_inline && draft.store_bytes <= old.value.size())) {
    auto fill = draft.framed({}, draft.whole_store(), {});
    if (!is_last)
      fill.pieces.push_back({PieceKind::Zeros, 0, old.value.size() - draft.store_bytes});
    draft.change(old.value.first, old.value.size(), std::move(fill));
  } else {
    if (!is_inline) draft.change(old.value.first, old.value.size(), zeros(old.value.size()));
    first = append_store(draft, {});
  }
  TRY(expect_to_fit(draft, widths, first + draft.store_bytes));
  draft.patch(old.entry_first, entry_of_store(widths, draft.store_bytes, first));
  return {};
}

/// The directory without the field, in its place; zeros where the store stood.
Parsed<void> remove_field(Draft& draft, const Widths& widths, const StoreField& old) {
  TRY_LET(const auto raw, raw_directory(draft, widths, old.directory_first));
  const auto table_first = old.directory_first + widths.count;
  const auto before = static_cast<std::size_t>(old.entry_first - table_first);
  Octets directory;
  directory.number(raw.count - 1, widths.count, widths.order);
  directory.add(raw.entries.first(before));
  directory.add(raw.entries.subspan(before + widths.entry));
  directory.number(raw.next, widths.offset, widths.order);
  directory.number(0, 8, Endian::Big).number(0, 4, Endian::Big);
  if (widths.entry == 20) directory.number(0, 8, Endian::Big);
  draft.patch(old.directory_first, directory);
  if (old.value.size() <= widths.offset) return {};
  if (old.value.end == draft.source_bytes()) {
    draft.remove(old.value);
  } else {
    draft.change(old.value.first, old.value.size(), zeros(old.value.size()));
  }
  return {};
}

}  // namespace

/// A field 0xCD41 of the first directory, or of the one that has it.
/// Source: C2PA 2.2 appendix A.3.5; TIFF 6.0 section 2; BigTIFF design.
Parsed<void> plan_tiff(Draft& draft) {
  TRY_LET(auto tiff, ifd::Tiff::open(draft.file));
  const Widths widths(tiff);
  if (tiff.first_directory() == 0) return draft.error(faults::bad_structure, 4);
  TRY_LET(const auto old, find_store_field(draft, tiff, widths));
  if (old) {
    ++draft.replaced;
    return draft.embeds() ? replace_value(draft, widths, *old) : remove_field(draft, widths, *old);
  }
  if (draft.embeds()) return add_store_field(draft, tiff, widths);
  return {};
}

}  // namespace gg::embedding
