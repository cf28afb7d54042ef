#pragma once

#include "json/json.h"
#include "ledger/key.h"
#include "store/transaction.h"

namespace gg::clearance {

/// What a person keeps of the word they gave, or took back: the consent as it was answered, and
/// what shows without us that the answer is in the ledger: the entry, its salt, its proof against a
/// signed checkpoint, and the key. `text` says the same in plain words. Errors: NotFound where
/// nothing was answered yet.
Result<Json> receipt_of(store::Snapshot& snapshot, const ledger::SigningKey& key,
                        const store::Record& consent);

}  // namespace gg::clearance
