#pragma once

#include "base/result.h"
#include "store/sqlite.h"

namespace gg::store {

/// The steps that this build knows.
int schema_version();

/// Brings the schema of an open file up to this build's, or to an earlier step of it, one step a
/// transaction, forward only. Errors: InvalidInput where a newer Goodgate made it or where a step
/// that was applied is not the one this build knows; Unavailable.
Result<void> migrate(Connection& connection, int up_to = schema_version());

}  // namespace gg::store
