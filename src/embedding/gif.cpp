#include "embedding/draft.h"
#include "formats/gif/blocks.h"

#include <optional>

namespace gg::embedding {
namespace {

constexpr std::uint64_t block_bytes_max = 255;

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
  TRY(gif::skip_sub_blocks(in));
  return is_store;
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
      TRY(gif::skip_image(in));
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
  TRY(in.skip(1));
  TRY(gif::skip_screen(in));
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
