#include "formats/bmff/item_properties.h"

#include <vector>

namespace gg::bmff {
namespace {

/// The properties of `ipco` in order; only `ispe` has a size.
using Sizes = std::vector<std::optional<PictureSize>>;

Parsed<void> read_property(const Box& box, Sizes& sizes) {
  sizes.emplace_back();
  if (box.type.value != "ispe"_4cc) return {};
  auto in = box.payload;
  TRY(read_version(in));
  TRY_LET(const auto width, in.u32());
  TRY_LET(const auto height, in.u32());
  sizes.back() = PictureSize{width, height};
  return {};
}

Parsed<std::uint32_t> read_primary(const Box& pitm) {
  auto in = pitm.payload;
  TRY_LET(const auto version, read_version(in));
  if (version.version != 0) return in.u32();
  TRY_LET(const auto item_id, in.u16());
  return item_id;
}

/// One `ipma`: for each item the properties it has, as indices from 1 into `ipco`.
Parsed<void> read_associations(Reader in, std::uint32_t primary, const Sizes& sizes,
                               const Scope& scope) {
  TRY_LET(const auto version, read_version(in));
  TRY_LET(const auto count, in.u32());
  for (std::uint32_t entry = 0; entry < count; ++entry) {
    TRY(scope.parts.budget().charge_item(in));
    std::uint32_t item_id = 0;
    if (version.version == 0) {
      TRY_LET(item_id, in.u16());
    } else {
      TRY_LET(item_id, in.u32());
    }
    TRY_LET(const auto associations, in.u8());
    for (unsigned each = 0; each < associations; ++each) {
      std::uint32_t index = 0;
      if ((version.flags & 1U) != 0) {
        TRY_LET(const auto word, in.u16());
        index = word & 0x7FFFU;
      } else {
        TRY_LET(const auto byte, in.u8());
        index = byte & 0x7FU;
      }
      if (item_id == primary && index >= 1 && index <= sizes.size() && sizes[index - 1])
        scope.parts.picture = sizes[index - 1];
    }
  }
  return {};
}

}  // namespace

Parsed<void> read_picture_size(const Box& iprp, const std::optional<Box>& pitm,
                               const Scope& scope) {
  Sizes sizes;
  std::vector<Box> associations;
  const auto at = scope.enter("iprp");
  TRY(each_box(iprp.payload, at, [&](const Box& box, const Scope& inner) -> Parsed<void> {
    if (box.type.value == "ipma"_4cc) associations.push_back(box);
    if (box.type.value != "ipco"_4cc) return {};
    return each_box(box.payload, inner, [&](const Box& property, const Scope&) {
      return read_property(property, sizes);
    });
  }));
  if (!pitm) {
    for (const auto& size : sizes)
      if (size && !scope.parts.picture) scope.parts.picture = size;
    return {};
  }
  TRY_LET(const auto primary, read_primary(*pitm));
  for (const auto& box : associations) TRY(read_associations(box.payload, primary, sizes, at));
  return {};
}

}  // namespace gg::bmff
