#pragma once

#include "ledger/key.h"
#include "store/transaction.h"

#include <string>
#include <vector>

namespace gg::clearance {

/// One file of an evidence pack. *value*
struct PackFile {
  std::string name;  ///< "entries/000017.tlog-proof"; letters, digits and ._-/@ only.
  std::string bytes;
};

/// What an evidence pack is to be about.
struct EvidenceAsk {
  std::string title;   ///< Id.
  std::string object;  ///< Id of one thing on the title, with what it relies on; empty: all.
};

/// All that somebody who does not trust us needs to check what is on record: entries with salts and
/// proofs, checkpoint, key, the documents they speak of as they were then, approvals as sealed,
/// rulebooks, and the scripts that check them. Errors: NotFound for a title or an object that is
/// not on it; LimitExceeded past 20 000 entries or 256 MB.
Result<std::vector<PackFile>> evidence_pack(store::Snapshot& snapshot,
                                            const ledger::SigningKey& key, const EvidenceAsk& ask);

}  // namespace gg::clearance
