#pragma once

#include "clearance/clearance.h"

#include <cstddef>

namespace gg::clearance {

/// What time alone brings about, done once for each object whose day has come: approvals expire and
/// their uses stop, consents and licences run out with what relied on them, reviewers who are late
/// are reminded and the contact is told. Returns how many objects it touched. Errors: Unavailable.
Result<std::size_t> pass_deadlines(Clearance& clearance);

}  // namespace gg::clearance
