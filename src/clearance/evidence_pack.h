#pragma once

#include "ledger/key.h"
#include "store/transaction.h"

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace gg::clearance {

/// One file of an evidence pack. *value*
struct PackFile {
  std::string name;  ///< "entries/000017.tlog-proof"; letters, digits and ._-/@ only.
  std::string bytes;
};

/// What a pack holds that has documents of its own: ids. *value*
struct PackSubjects {
  std::set<std::string> approvals;
  std::set<std::string> deliveries;
};

/// Makes those documents: what rooms above this one print.
using PackMore =
    std::function<Result<std::vector<PackFile>>(store::Snapshot&, const PackSubjects&)>;

/// What an evidence pack is to be about.
struct EvidenceAsk {
  std::string title;   ///< Id.
  std::string object;  ///< Id of one thing on the title, with what it relies on; empty: all.
  PackMore more;       ///< Empty: nothing more.
};

/// All that somebody who does not trust us needs to check what is on record: entries with salts and
/// proofs, checkpoint, key, what witnesses and time authorities said of checkpoints, the documents
/// they speak of as they were then, approvals as sealed, rulebooks, and the scripts that check
/// them. Errors: NotFound for a title or an object that is not on it; LimitExceeded past 20 000
/// entries or 256 MB.
Result<std::vector<PackFile>> evidence_pack(store::Snapshot& snapshot,
                                            const ledger::SigningKey& key, const EvidenceAsk& ask);

}  // namespace gg::clearance
