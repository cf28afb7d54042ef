#include "ledger/fault.h"

namespace gg::ledger {

std::string_view word_of(FaultKind kind) {
  switch (kind) {
    case FaultKind::RecordAltered:
      return "record_altered";
    case FaultKind::RecordMissing:
      return "record_missing";
    case FaultKind::SaltMissing:
      return "salt_missing";
    case FaultKind::ErasureIncomplete:
      return "erasure_incomplete";
    case FaultKind::CommitmentAltered:
      return "commitment_altered";
    case FaultKind::LeafAltered:
      return "leaf_altered";
    case FaultKind::RowMisplaced:
      return "row_misplaced";
    case FaultKind::RowDuplicated:
      return "row_duplicated";
    case FaultKind::RowReplaced:
      return "row_replaced";
    case FaultKind::RowMissing:
      return "row_missing";
    case FaultKind::EntriesRewritten:
      return "entries_rewritten";
    case FaultKind::TileAltered:
      return "tile_altered";
    case FaultKind::TileMissing:
      return "tile_missing";
    case FaultKind::CheckpointMissing:
      return "checkpoint_missing";
    case FaultKind::CheckpointUnreadable:
      return "checkpoint_unreadable";
    case FaultKind::CheckpointRootWrong:
      return "checkpoint_root_wrong";
    case FaultKind::SignatureWrong:
      return "signature_wrong";
    case FaultKind::WrongKey:
      return "wrong_key";
    case FaultKind::WrongLog:
      return "wrong_log";
    case FaultKind::Truncated:
      return "truncated";
    case FaultKind::TruncatedBelowKnown:
      return "truncated_below_known";
    case FaultKind::ForkFromKnown:
      return "fork_from_known";
  }
  return "";
}

}  // namespace gg::ledger
