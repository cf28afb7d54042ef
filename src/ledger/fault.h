#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gg::ledger {

/// What can be wrong with a stored ledger.
enum class FaultKind : std::uint8_t {
  RecordAltered,      ///< Record and salt do not give the commitment: one of the two was altered.
  RecordMissing,      ///< No record, and no mark that it was erased.
  SaltMissing,        ///< No salt of 32 bytes, and no mark that it was erased.
  ErasureIncomplete,  ///< Marked as erased, but record or salt is still there.
  CommitmentAltered,
  LeafAltered,
  RowMisplaced,   ///< An entry of this log that stands at another index than it was logged at.
  RowDuplicated,  ///< A second row of an index, or a copy of another entry.
  RowReplaced,    ///< A row that is whole in itself and never was in this log.
  RowMissing,
  EntriesRewritten,  ///< Rows and tiles of a range were changed together.
  TileAltered,
  TileMissing,
  CheckpointMissing,  ///< The ledger has entries and not one checkpoint.
  CheckpointUnreadable,
  CheckpointRootWrong,  ///< Signed, but not the root of what is stored.
  SignatureWrong,
  WrongKey,             ///< The log's key did not sign it.
  WrongLog,             ///< Signed by the log's key for a log of another name.
  Truncated,            ///< Fewer entries than a stored checkpoint says.
  TruncatedBelowKnown,  ///< Fewer entries than a checkpoint that somebody else kept says.
  ForkFromKnown,        ///< Another history than the one a kept checkpoint was signed for.
};

/// "record_altered", as reports and JSON write it.
std::string_view word_of(FaultKind kind);

/// One thing that is wrong, and where.
struct LedgerFault {
  FaultKind kind = FaultKind::RecordAltered;
  /// The first entry concerned. Of a truncation the first entry that is gone; of a checkpoint that
  /// cannot be trusted the size it speaks of, 0 where that cannot be read.
  std::uint64_t index = 0;
  std::string what;         ///< For people, one sentence.
  std::uint64_t count = 1;  ///< Entries concerned, from `index` on.

  friend bool operator==(const LedgerFault&, const LedgerFault&) = default;
};

/// An entry as faults name it.
inline std::string entry_text(std::uint64_t index) { return "entry " + std::to_string(index); }

}  // namespace gg::ledger
