#pragma once

#include "base/result.h"
#include "clearance/clearance.h"

#include <cstdint>

namespace gg::desk {

/// Deletes what has served: answers kept for requests that come twice, links and codes that ended,
/// messages that were handed on or sent. Nothing of the register, nothing of its ledger; how long
/// each is kept is said in docs/retention.md. Works in small transactions, so that nobody waits.
/// Returns how many rows went. Errors: Unavailable.
Result<std::int64_t> forget_spent_rows(clearance::Clearance& clearance);

}  // namespace gg::desk
