#pragma once

#include "clearance/actor.h"
#include "store/transaction.h"

#include <cstdint>
#include <string>

namespace gg::clearance {

/// What happened to all that belongs to a title and that the actor sees, the newest first: a page
/// of at most `limit` acts with their places in the ledger before `position`, each with what people
/// call its object. {items, next}. Errors: NotFound, Forbidden.
Result<Json> activity_of(store::Snapshot& snapshot, const Actor& actor, const std::string& title,
                         std::int64_t position, std::int64_t limit);

}  // namespace gg::clearance
