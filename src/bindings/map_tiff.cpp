#include "bindings/box_maps.h"
#include "bindings/faults.h"
#include "formats/ifd/ifd.h"

#include <optional>

namespace gg::bindings {
namespace {

constexpr std::uint16_t c2pa_tag = 0xCD41;
constexpr std::uint64_t data_share_max = 4;  ///< Times the size of the file.

/// A field whose values are offsets of bytes, and the field with their sizes.
struct OffsetField {
  std::uint16_t offsets;
  std::uint16_t sizes;
};
constexpr OffsetField offset_fields[] = {{273, 279}, {324, 325}, {288, 289}};
constexpr std::uint16_t directory_fields[] = {330, 34665, 34853, 40965};

bool is_directory_field(std::uint16_t tag) {
  for (const auto each : directory_fields)
    if (each == tag) return true;
  return false;
}

/// Boxes of one TIFF structure: its header, then every field of every directory, those that a field
/// points to behind it. *single thread*
class TiffMap {
 public:
  TiffMap(ifd::Tiff& tiff, Budget& budget) : tiff_(tiff), budget_(budget) {}

  Parsed<std::vector<NamedBox>> run() {
    const std::uint64_t header_bytes = tiff_.layout() == ifd::Layout::Big ? 16 : 8;
    TRY(add_box(boxes_, "TIFh", {0, header_bytes}, tiff_.bytes(), budget_));
    TRY(chain(tiff_.first_directory(), 0));
    return std::move(boxes_);
  }

 private:
  Parsed<void> chain(std::uint64_t offset, std::uint32_t depth) {
    while (offset != 0) {
      TRY_LET(auto directory, tiff_.directory(offset));
      TRY(fields(directory, depth));
      TRY_LET(offset, directory.next_directory());
      if (depth != 0) return {};
    }
    return {};
  }

  Parsed<void> fields(const ifd::Directory& whole, std::uint32_t depth) {
    if (depth > budget_.depth_max()) return tiff_.bytes().error(faults::too_deep);
    auto entries = whole;
    while (!entries.at_end()) {
      TRY_LET(const auto entry, entries.next());
      TRY(field(entry, whole, depth));
    }
    return {};
  }

  Parsed<void> field(const ifd::Entry& entry, const ifd::Directory& directory,
                     std::uint32_t depth) {
    const std::uint64_t entry_bytes = tiff_.layout() == ifd::Layout::Big ? 20 : 12;
    const auto is_store = entry.tag == c2pa_tag;
    auto name = is_store ? std::string(store_name) : std::to_string(entry.tag);
    TRY(budget_.charge_item(entry.field));
    boxes_.push_back({std::move(name), {entry.offset, entry.offset + entry_bytes}, {}});
    TRY_LET(const auto value, tiff_.value(entry));
    if (value.size() > entry.field.size())
      boxes_.back().elsewhere.push_back({value.offset(), value.offset() + value.size()});
    if (is_store) return {};
    for (const auto& each : offset_fields)
      if (each.offsets == entry.tag) TRY(data(value, entry.type, each.sizes, directory));
    if (!is_directory_field(entry.tag)) return {};
    return directories(value, entry.type, depth);
  }

  /// The bytes that a field of offsets points to, with the sizes of its sister field.
  Parsed<void> data(Reader offsets, ifd::Type type, std::uint16_t sizes_tag,
                    ifd::Directory directory) {
    while (!directory.at_end()) {
      TRY_LET(const auto entry, directory.next());
      if (entry.tag != sizes_tag) continue;
      TRY_LET(auto sizes, tiff_.value(entry));
      while (!offsets.at_end() && !sizes.at_end()) {
        TRY(budget_.charge_item(offsets));
        TRY_LET(const auto first, number(offsets, type));
        TRY_LET(const auto size, number(sizes, entry.type));
        TRY(tiff_.bytes().slice(first, size));
        data_bytes_ += size;
        // The same bytes again and again would make hours of work of a small file.
        if (data_bytes_ > data_share_max * tiff_.bytes().size())
          return offsets.error(faults::bad_box);
        boxes_.back().elsewhere.push_back({first, first + size});
      }
      return {};
    }
    return {};
  }

  Parsed<void> directories(Reader offsets, ifd::Type type, std::uint32_t depth) {
    while (!offsets.at_end()) {
      TRY_LET(const auto offset, number(offsets, type));
      TRY(chain(offset, depth + 1));
    }
    return {};
  }

  Parsed<std::uint64_t> number(Reader& in, ifd::Type type) {
    switch (ifd::value_bytes(type)) {
      case 2: {
        TRY_LET(const std::uint64_t value, in.u16(tiff_.order()));
        return value;
      }
      case 4: {
        TRY_LET(const std::uint64_t value, in.u32(tiff_.order()));
        return value;
      }
      case 8:
        return in.u64(tiff_.order());
      default:
        return in.error(faults::bad_box);
    }
  }

  ifd::Tiff& tiff_;
  Budget& budget_;
  std::vector<NamedBox> boxes_;
  std::uint64_t data_bytes_ = 0;
};

}  // namespace

/// Source: C2PA 2.2 section 18.7.3.3; TIFF 6.0 section 2.
Parsed<std::vector<NamedBox>> map_tiff(Reader file, const StorePieces&, Budget& budget) {
  TRY_LET(auto tiff, ifd::Tiff::open(file));
  return TiffMap(tiff, budget).run();
}

}  // namespace gg::bindings
