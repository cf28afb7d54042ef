#pragma once

#include "base/result.h"
#include "ledger/checkpoint.h"
#include "ledger/fault.h"
#include "ledger/ledger_source.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace gg::ledger {

struct VerifyOptions {
  /// The log's key, and witnesses whose cosignatures must hold where they are; no quorum is asked.
  Trust trust;
  /// Checkpoints of this log that somebody else kept: what shows a truncation or a fork.
  std::vector<std::string> known;
  unsigned threads = 1;
  std::size_t faults_max = 100;  ///< More are counted, not told.
};

/// What verifying a stored ledger gave.
struct VerifyReport {
  std::uint64_t entries = 0;
  std::uint64_t erased = 0;
  std::size_t checkpoints = 0;      ///< Stored ones, good or not.
  std::uint64_t signed_size = 0;    ///< Entries below it are covered by a signature that holds.
  TreeHash root;                    ///< Recomputed over all entries.
  std::vector<LedgerFault> faults;  ///< By index; the first is the first bad place.
  std::uint64_t faults_count = 0;

  [[nodiscard]] bool is_good() const { return faults_count == 0; }
};

/// Recomputes the whole log from records, salts and commitments, never from stored hashes, and
/// holds it against leaves, tiles, signed checkpoints and checkpoints kept outside. Memory: half a
/// MB of rows a thread at 300 bytes a record, 56 bytes a checkpoint. What is wrong is in the
/// report; Errors are those of the source alone.
Result<VerifyReport> verify_ledger(LedgerSource& source, const VerifyOptions& options);

}  // namespace gg::ledger
