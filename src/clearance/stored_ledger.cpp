#include "clearance/stored_ledger.h"

namespace gg::clearance {

Result<void> StoredLedger::read_rows(std::size_t count_max, ledger::RowBatch& rows) {
  TRY_LET(const auto entries,
          snapshot_.entries(tree_, next_row_, static_cast<std::int64_t>(count_max)));
  for (const auto& entry : entries) {
    rows.add({.index = static_cast<std::uint64_t>(entry.position),
              .erased = !entry.erased.empty(),
              .record = entry.record,
              .salt = entry.salt,
              .commitment = entry.commitment,
              .leaf = {}});
    next_row_ = entry.position + 1;
  }
  return {};
}

Result<std::string> StoredLedger::read_tile(ledger::TileId tile) {
  return snapshot_.tile(tree_, static_cast<std::int64_t>(tile.level),
                        static_cast<std::int64_t>(tile.index));
}

Result<std::optional<std::string>> StoredLedger::read_checkpoint() {
  TRY_LET(auto next, snapshot_.next_checkpoint(tree_, checkpoint_size_));
  if (!next) return std::optional<std::string>();
  checkpoint_size_ = next->size;
  return std::optional(std::move(next->note));
}

}  // namespace gg::clearance
