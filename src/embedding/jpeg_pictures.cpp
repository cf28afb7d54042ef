#include "embedding/jpeg_pictures.h"

#include "formats/ifd/ifd.h"

#include <limits>
#include <optional>

namespace gg::embedding {
namespace {

constexpr std::uint16_t tag_pictures = 0xB002;
constexpr std::uint64_t picture_entry_bytes = 16;

/// The value of the field that lists the pictures; nothing where the index has none.
std::optional<Reader> picture_list(ifd::Tiff& tiff) {
  auto directory = tiff.directory(tiff.first_directory());
  if (!directory.has_value()) return std::nullopt;
  while (!directory->at_end()) {
    const auto entry = directory->next();
    if (!entry.has_value()) return std::nullopt;
    if (entry->tag != tag_pictures) continue;
    const auto value = tiff.value(*entry);
    return value.has_value() ? std::optional(*value) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

Parsed<void> move_pictures(Draft& draft, ByteRange index) {
  TRY_LET(const auto bytes, draft.file.slice(index.first, index.size()));
  auto tiff = ifd::Tiff::open(bytes);
  if (!tiff.has_value()) return {};
  auto list = picture_list(*tiff);
  if (!list) return {};
  const auto map = draft.map();
  const auto order = tiff->order();
  const auto patch = [&](std::uint64_t at, std::uint64_t value) -> Parsed<void> {
    if (value > std::numeric_limits<std::uint32_t>::max())
      return draft.error(faults::grows_too_large, at);
    draft.patch(at, Octets().u32(value, order));
    return {};
  };
  while (list->remaining() >= picture_entry_bytes) {
    TRY(draft.budget.charge_item(*list));
    TRY(list->skip(4));
    const auto size_at = list->offset();
    TRY_LET(const std::uint64_t size, list->u32(order));
    const auto offset_at = list->offset();
    TRY_LET(const std::uint64_t offset, list->u32(order));
    TRY(list->skip(4));
    // The first picture has offset 0 and holds the index and the store; the others count from
    // the index.
    if (offset == 0) {
      if (size <= draft.source_bytes()) TRY(patch(size_at, map(size)));
    } else if (index.first + offset <= draft.source_bytes()) {
      TRY(patch(offset_at, map(index.first + offset) - map(index.first)));
    }
  }
  return {};
}

}  // namespace gg::embedding
