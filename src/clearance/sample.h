#pragma once

#include "base/sha256.h"
#include "clearance/work.h"

#include <string>

namespace gg::clearance {

// The sample production: a register that is there to be tried out, and that says so in its own
// ledger. Only in such a register are people let in by a link that proves nothing of them.

/// Errors: Forbidden where this register is not the sample production.
Result<void> check_sample(store::Snapshot& snapshot);

/// Makes a register the sample production, for good. Errors: Conflict where there are people.
Result<store::Record> mark_as_sample(Work& work);

/// Lets whoever shows the link in as `person`, once, until `expires`. Errors: Forbidden where the
/// register is not the sample production, NotFound.
Result<store::Record> keep_role_link(Work& work, const std::string& person, const Sha256& hash,
                                     Moment expires);

/// The person of a link; it is used up. Errors: Forbidden where the register is not the sample
/// production, NotFound where it was used, has run out or was never given.
Result<store::Record> use_role_link(Work& work, const Sha256& hash);

/// Takes back every link that nobody used. Errors: Forbidden as above.
Result<void> drop_role_links(Work& work);

}  // namespace gg::clearance
