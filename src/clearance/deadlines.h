#pragma once

#include "clearance/clearance.h"

#include <cstddef>

namespace gg::clearance {

/// What time alone brings about, done once for each object whose day has come: what ends soon is
/// warned of, approvals expire and their uses stop, consents and licences run out with what relied
/// on them, tools are shown as due to be read again, deliveries are judged again, reviewers who are
/// late are reminded and the contact is told. Returns how many objects it touched. Errors:
/// Unavailable, also where the clock went back; then nothing happened.
Result<std::size_t> pass_deadlines(Clearance& clearance);

}  // namespace gg::clearance
