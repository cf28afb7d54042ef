#include "signing/update_room.h"

#include <algorithm>
#include <vector>

namespace gg::signing {
namespace {

using embedding::PieceKind;

bool is_excluded(const embedding::WritePlan& plan, ByteRange range) {
  return std::ranges::any_of(plan.excluded, [&](const ByteRange& excluded) {
    return excluded.first <= range.first && range.end <= excluded.end;
  });
}

/// Whether a literal stands in the source already, at the same place.
Result<bool> stands_there(const embedding::WritePlan& plan, const embedding::Piece& piece,
                          std::uint64_t offset, embedding::SourceBytes& source) {
  if (piece.kind != PieceKind::Literal || plan.result_bytes != plan.source_bytes) return false;
  std::vector<std::byte> before(static_cast<std::size_t>(piece.size_bytes));
  TRY(source.read(offset, before));
  const auto after = Bytes(plan.literals)
                         .subspan(static_cast<std::size_t>(piece.first),
                                  static_cast<std::size_t>(piece.size_bytes));
  return std::ranges::equal(before, after);
}

}  // namespace

Result<bool> changes_bound_bytes(const embedding::WritePlan& plan, embedding::SourceBytes& source) {
  std::uint64_t offset = 0;
  for (const auto& piece : plan.pieces) {
    const ByteRange range{offset, offset + piece.size_bytes};
    offset = range.end;
    if (piece.kind == PieceKind::Copy || is_excluded(plan, range)) continue;
    TRY_LET(const bool is_same, stands_there(plan, piece, range.first, source));
    if (!is_same) return true;
  }
  return false;
}

}  // namespace gg::signing
