#pragma once

#include "ledger/key.h"
#include "ledger/timestamp.h"
#include "ledger/tree.h"
#include "store/transaction.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gg::clearance {

/// That a witness signed a checkpoint too. *value*
struct Cosignature {
  std::string witness;  ///< Name of its key.
  std::string time;     ///< When it says it saw the checkpoint: RFC 3339, UTC.
  std::string line;     ///< Of the note, as the witness signed it.
};

/// What an authority said of a checkpoint. *value*
struct KeptTimeStamp {
  std::string authority;  ///< Its URL.
  std::string time;
  std::uint64_t nonce = 0;
  std::string response;  ///< DER TimeStampResp (RFC 3161).
};

/// A checkpoint with what others said of it. *value*
struct WitnessedCheckpoint {
  std::int64_t size = 0;
  std::string time;      ///< By our own clock.
  std::string own_note;  ///< Signed by the log: what time stamps are of.
  std::string note;      ///< The same, and signed by its witnesses.
  std::vector<Cosignature> cosignatures;
  std::vector<KeptTimeStamp> stamps;
};

/// Keeps what configured witnesses signed on a checkpoint that this log signed before; a witness
/// that signs again replaces its line. Returns the largest time. Errors: InvalidInput for a note
/// that is none, is not of this log's tree or holds no good cosignature of a witness that is known.
Result<WitnessedCheckpoint> take_cosignatures(store::Transaction& transaction,
                                              std::string_view tree, std::string_view note,
                                              std::span<const ledger::VerifierKey> witnesses);

/// The checkpoint of a tree at `size`, with what is kept of it. Errors: NotFound.
Result<WitnessedCheckpoint> witnessed_checkpoint(store::Snapshot& snapshot, std::string_view tree,
                                                 std::int64_t size);

/// The checkpoints that others signed or stamped, newest first.
Result<std::vector<WitnessedCheckpoint>> witnessed_checkpoints(store::Snapshot& snapshot,
                                                               std::string_view tree,
                                                               std::int64_t limit);

/// That the newest checkpoint begins with the tree as it was at `size`. *value*
struct Consistency {
  std::string note;  ///< The newest checkpoint.
  std::vector<ledger::TreeHash> path;
};

/// Errors: NotFound for a tree that is not there or was never that large.
Result<Consistency> consistency_from(store::Snapshot& snapshot, std::string_view tree,
                                     std::int64_t size);

/// The newest checkpoint of each tree that grew and has no stamp of this day (UTC) by `authority`.
struct Unstamped {
  std::string tree;
  std::int64_t size = 0;
  std::string note;
};
Result<std::vector<Unstamped>> checkpoints_to_stamp(store::Snapshot& snapshot,
                                                    std::string_view authority,
                                                    std::string_view day);

Result<void> keep_time_stamp(store::Transaction& transaction, const Unstamped& of,
                             const KeptTimeStamp& stamp);

}  // namespace gg::clearance
