#pragma once

#include "ledger/ledger_source.h"
#include "store/transaction.h"

#include <string>

namespace gg::clearance {

/// A tree of the register, read for verification in one moment. `snapshot` must outlive it. *single
/// thread*
class StoredLedger : public ledger::LedgerSource {
 public:
  StoredLedger(store::Snapshot& snapshot, std::string tree)
      : snapshot_(snapshot), tree_(std::move(tree)) {}

  Result<void> read_rows(std::size_t count_max, ledger::RowBatch& rows) override;
  Result<std::string> read_tile(ledger::TileId tile) override;
  Result<std::optional<std::string>> read_checkpoint() override;

 private:
  store::Snapshot& snapshot_;
  std::string tree_;
  std::int64_t next_row_ = 0;
  std::int64_t checkpoint_size_ = -1;
};

}  // namespace gg::clearance
