#include "embedding/draft.h"

#include <optional>

namespace gg::embedding {
namespace {

constexpr std::uint64_t block_bytes_max = 255;

Parsed<void> skip_colour_table(Reader& in, std::uint8_t packed) {
  if ((packed & 0x80U) == 0) return {};
  return in.skip(std::uint64_t{3} << ((packed & 7U) + 1U));
}

Parsed<void> skip_gif_blocks(Reader& in) {
  for (;;) {
    TRY_LET(const auto size, in.u8());
    if (size == 0) return {};
    TRY(in.skip(size));
  }
}

/// Moves over an extension behind its introducer; true when it is the manifest store.
Parsed<bool> skip_extension(Reader& in) {
  TRY_LET(const auto label, in.u8());
  auto ahead = in;
  bool is_store = false;
  if (label == 0xFF) {
    TRY_LET(const auto size, ahead.u8());
    TRY_LET(const auto identifier, ahead.u64());
    is_store = size == 11 && identifier == 0x433250415F474946U;  // C2PA_GIF
  }
  TRY(skip_gif_blocks(in));
  return is_store;
}

Parsed<void> skip_gif_image(Reader& in) {
  TRY(in.skip(8));
  TRY_LET(const auto packed, in.u8());
  TRY(skip_colour_table(in, packed));
  TRY(in.skip(1));
  return skip_gif_blocks(in);
}

/// Takes the old stores out; the place of the first, if no image stands before it.
Parsed<std::optional<std::uint64_t>> remove_gif_stores(Draft& draft, Reader in) {
  std::optional<std::uint64_t> place;
  bool image_seen = false;
  for (;;) {
    const auto first = in.offset();
    TRY_LET(const auto kind, in.u8());
    if (kind == 0) continue;
    TRY(draft.budget.charge_item(in));
    if (kind == 0x3B) return place;
    if (kind == 0x2C) {
      image_seen = true;
      TRY(skip_gif_image(in));
      continue;
    }
    if (kind != 0x21) return draft.error(faults::bad_structure, first);
    TRY_LET(const auto is_store, skip_extension(in));
    if (!is_store) continue;
    draft.remove({first, in.offset()});
    ++draft.replaced;
    if (!place && !image_seen) place = first;
  }
}

}  // namespace

/// One application extension before the first image. Source: C2PA 2.2 appendix A.3.7; GIF89a.
Parsed<void> plan_gif(Draft& draft) {
  auto in = draft.file;
  TRY(in.skip(4));
  TRY_LET(const auto version, in.u8());
  TRY(in.skip(5));
  TRY_LET(const auto packed, in.u8());
  TRY(in.skip(2));
  TRY(skip_colour_table(in, packed));
  const auto behind_header = in.offset();
  TRY_LET(const auto place, remove_gif_stores(draft, in));
  if (!draft.embeds()) return {};
  if (version == '7') draft.patch(4, Octets().text("9"));  // extensions came with 89a
  const auto blocks = (draft.store_bytes + block_bytes_max - 1) / block_bytes_max;
  const Piece store{PieceKind::StoreBlocks, 0, draft.store_bytes + blocks};
  const auto head = Octets().u8(0x21).u8(0xFF).u8(11).text("C2PA_GIF").u8(1).u8(0).u8(0);
  draft.insert(place.value_or(behind_header), draft.framed(head, store, Octets().u8(0)));
  return {};
}

}  // namespace gg::embedding
