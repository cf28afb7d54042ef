#pragma once

#include "ledger/checkpoint.h"
#include "ledger/tile.h"
#include "ledger/tree.h"
#include "store/transaction.h"

#include <memory>
#include <string>
#include <string_view>

namespace gg::clearance {

/// Proves entries of one tree against its newest checkpoint. `snapshot` must outlive it. *single
/// thread*
class TreeProver {
 public:
  /// Errors: NotFound where there is no such ledger.
  static Result<TreeProver> open(store::Snapshot& snapshot, std::string_view tree);

  /// The `.tlog-proof` of the entry at `position`. Errors: NotFound.
  Result<std::string> prove(std::int64_t position);

  /// That the tree begins with itself as it was at `size`. Errors: NotFound.
  Result<ledger::HashPath> prove_consistency(std::int64_t size);

  [[nodiscard]] const ledger::SignedCheckpoint& checkpoint() const { return checkpoint_; }

 private:
  TreeProver(ledger::SignedCheckpoint checkpoint, ledger::TileReader tiles)
      : checkpoint_(std::move(checkpoint)),
        hashes_(std::make_unique<ledger::TileHashes>(std::move(tiles))) {}

  ledger::SignedCheckpoint checkpoint_;
  std::unique_ptr<ledger::TileHashes> hashes_;
};

/// What somebody needs to check one entry without us. *value*
struct ProvedEntry {
  std::string proof;   ///< A `.tlog-proof`.
  std::string record;  ///< Canonical JSON; empty once erased.
  std::string salt;    ///< 32 bytes; empty once erased.
};

/// Proves an entry against the newest checkpoint of its tree. Errors: NotFound.
Result<ProvedEntry> prove_entry(store::Snapshot& snapshot, std::string_view tree,
                                std::int64_t position);

}  // namespace gg::clearance
