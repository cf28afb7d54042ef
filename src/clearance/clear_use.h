#pragma once

#include "clearance/work.h"

namespace gg::clearance {

/// Lets a use proceed, for a clearance with this id: it may, its approval is in force, everyone it
/// is about has consented, and no duty that comes before the work is open. Logged. Errors:
/// Conflict, one line for each thing that is missing.
Result<store::Record> clear_use(Work& work, std::string_view id, const std::string& clearance_id);

}  // namespace gg::clearance
