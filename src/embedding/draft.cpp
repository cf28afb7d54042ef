#include "embedding/draft.h"

#include <algorithm>
#include <tuple>

namespace gg::embedding {

void Draft::add_literal(Fill& fill, const Octets& octets) {
  if (octets.size() == 0) return;
  fill.pieces.push_back({PieceKind::Literal, plan_.literals.size(), octets.size()});
  plan_.literals.insert(plan_.literals.end(), octets.bytes().begin(), octets.bytes().end());
}

Fill Draft::offsets(const OffsetTable& table) {
  Fill fill;
  fill.pieces.push_back({PieceKind::Offsets, plan_.tables.size(), table.count * table.width_after});
  plan_.tables.push_back(table);
  return fill;
}

Fill Draft::framed(const Octets& before, Piece store, const Octets& behind) {
  Fill fill;
  add_literal(fill, before);
  fill.pieces.push_back(store);
  add_literal(fill, behind);
  fill.excluded = {0, fill.size_bytes()};
  return fill;
}

std::vector<const Draft::Edit*> Draft::in_order() const {
  std::vector<const Edit*> edits;
  for (const auto& edit : edits_) edits.push_back(&edit);
  // What is put in stands before what is taken out at the same place.
  std::ranges::sort(edits, {}, [](const Edit* edit) {
    return std::tuple(edit->at, edit->removed != 0, edit->number);
  });
  return edits;
}

OffsetMap Draft::map() const {
  OffsetMap moved;
  for (const auto* edit : in_order()) moved.add(edit->at, edit->removed, edit->fill.size_bytes());
  return moved;
}

void Draft::add_piece(const Piece& piece) {
  if (piece.size_bytes == 0) return;
  plan_.pieces.push_back(piece);
  plan_.result_bytes += piece.size_bytes;
}

Parsed<void> Draft::finish() {
  std::uint64_t at = 0;
  for (const auto* edit : in_order()) {
    if (edit->at < at) return error(faults::overlapping_changes, edit->at);
    if (edit->at > source_bytes() || edit->removed > source_bytes() - edit->at)
      return error(gg::faults::truncated, source_bytes());
    add_piece({PieceKind::Copy, at, edit->at - at});
    const auto first = plan_.result_bytes;
    if (!edit->fill.excluded.is_empty())
      plan_.excluded.push_back(
          {first + edit->fill.excluded.first, first + edit->fill.excluded.end});
    for (const auto& piece : edit->fill.pieces) add_piece(piece);
    at = edit->at + edit->removed;
  }
  add_piece({PieceKind::Copy, at, source_bytes() - at});
  plan_.moved = map();
  for (const auto& range : excluded_) {
    const auto first = plan_.moved(range.first);
    plan_.excluded.push_back({first, first + range.size()});
  }
  std::ranges::sort(plan_.excluded);
  return {};
}

}  // namespace gg::embedding
