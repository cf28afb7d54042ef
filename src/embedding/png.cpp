#include "embedding/draft.h"
#include "formats/png/chunk.h"

#include <optional>

namespace gg::embedding {

/// One chunk `caBX` behind the header, or where the old one stood.
/// Source: C2PA 2.2 appendix A.3.2; PNG third edition section 5.
Parsed<void> plan_png(Draft& draft) {
  constexpr std::uint64_t signature_bytes = 8;
  auto in = draft.file;
  TRY(in.skip(signature_bytes));
  std::optional<std::uint64_t> place;
  std::uint64_t behind_header = 0;
  for (bool ended = false; !ended;) {
    TRY(draft.budget.charge_item(in));
    TRY_LET(const auto chunk, png::next_chunk(in));
    ended = chunk.type == "IEND";
    if (chunk.type == "IHDR") behind_header = in.offset();
    if (chunk.type != "caBX") continue;
    if (!place) place = chunk.place.offset;
    draft.remove({chunk.place.offset, in.offset()});
    ++draft.replaced;
  }
  if (behind_header == 0) return draft.error(faults::bad_structure, signature_bytes);
  if (!draft.embeds()) return {};
  auto fill = draft.framed(Octets().u32(draft.store_bytes).text("caBX"), draft.whole_store(), {});
  fill.pieces.push_back({PieceKind::StoreChecksum, 0, 4});
  fill.excluded.end += 4;
  draft.insert(place.value_or(behind_header), std::move(fill));
  return {};
}

}  // namespace gg::embedding
