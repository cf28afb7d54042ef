#pragma once

#include "ledger/ledger_source.h"
#include "support/sample_log.h"

namespace gg::test {

/// A sample log as a store gives it.
class MemorySource : public ledger::LedgerSource {
 public:
  explicit MemorySource(const SampleLog& log) : log_(log) {}

  Result<void> read_rows(std::size_t count_max, ledger::RowBatch& rows) override {
    for (; count_max > 0 && next_row_ < log_.rows.size(); --count_max) {
      const auto& row = log_.rows[next_row_++];
      ledger::StoredRow stored{row.index, row.erased, row.record, row.salt, row.commitment, {}};
      if (log_.keeps_leaves) stored.leaf = row.leaf;
      rows.add(stored);
    }
    return {};
  }

  Result<std::string> read_tile(ledger::TileId tile) override { return log_.tile_reader()(tile); }

  Result<std::optional<std::string>> read_checkpoint() override {
    if (next_checkpoint_ == log_.checkpoints.size()) return std::nullopt;
    return log_.checkpoints[next_checkpoint_++];
  }

 private:
  const SampleLog& log_;
  std::size_t next_row_ = 0;
  std::size_t next_checkpoint_ = 0;
};

}  // namespace gg::test
