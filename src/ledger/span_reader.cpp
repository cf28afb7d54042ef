#include "ledger/span_reader.h"

#include <algorithm>

namespace gg::ledger {
namespace {

/// Moves the rows whose index is `end` or more to the back of `ahead`.
void move_rows_behind(std::uint64_t end, RowBatch& rows, RowBatch& ahead) {
  auto at = rows.size();
  while (at > 0 && rows.row(at - 1).index >= end) --at;
  for (auto row = at; row < rows.size(); ++row) ahead.add(rows.row(row));
  rows.resize(at);
}

}  // namespace

Result<void> SpanReader::read_rows(Span& span) {
  const auto end = span.first + span_leaves;
  span.rows.clear();
  std::swap(span.rows, ahead_);
  // Rows that share an index do not bring the end nearer: twice as many as there should be is
  // enough.
  while (!rows_end_ && span.rows.size() < 2 * span_leaves) {
    const auto last =
        span.rows.empty() ? span.first : span.rows.row(span.rows.size() - 1).index + 1;
    if (last >= end) break;
    const auto before = span.rows.size();
    TRY(source_.read_rows(static_cast<std::size_t>(end - std::max(last, span.first)), span.rows));
    rows_end_ = span.rows.size() == before;
  }
  move_rows_behind(end, span.rows, ahead_);
  return {};
}

Result<bool> SpanReader::next(Span& span) {
  span.first = first_;
  TRY(read_rows(span));
  bool any = !span.rows.empty();
  for (std::size_t at = 0; at < span_tiles; ++at) {
    TRY_LET(span.tiles[at], source_.read_tile({0, first_ / tile_width + at}));
    any = any || !span.tiles[at].empty();
  }
  constexpr std::uint64_t leaves_of_parent = std::uint64_t{tile_width} * tile_width;
  if (first_ % leaves_of_parent == 0) {
    TRY_LET(auto bytes, source_.read_tile({1, first_ / leaves_of_parent}));
    parents_ = std::make_shared<const std::string>(std::move(bytes));
  }
  span.parents = parents_;
  first_ += span_leaves;
  return any;
}

std::optional<LedgerFault> SpanReader::leftover() const {
  if (ahead_.empty()) return std::nullopt;
  const auto index = ahead_.row(0).index;
  return LedgerFault{FaultKind::RowMisplaced, index,
                     "entry " + std::to_string(index) + " lies beyond the end of the ledger"};
}

}  // namespace gg::ledger
