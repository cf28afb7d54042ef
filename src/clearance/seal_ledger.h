#pragma once

#include "ledger/key.h"
#include "register/moment.h"
#include "store/transaction.h"

#include <string>
#include <string_view>

namespace gg::clearance {

/// The log that a title's acts go to: "<installation>/<title>".
std::string origin_of(const ledger::SigningKey& key, std::string_view tree);

/// Takes all entries that are not in their trees yet into them, and signs a checkpoint of each tree
/// that grew. The last thing each commit does. Errors: Unavailable.
Result<void> seal_ledger(store::Transaction& transaction, const ledger::SigningKey& key,
                         Moment now);

}  // namespace gg::clearance
