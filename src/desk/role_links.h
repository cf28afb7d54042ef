#pragma once

#include "clearance/clearance.h"

#include <string>

namespace gg::desk {

/// Links of the sample production hold this long.
inline constexpr std::chrono::hours role_link_lifetime{24};

/// Errors: Conflict where people are in the register.
Result<void> make_sample(clearance::Clearance& desk);

/// Errors: Forbidden where the register was not made as the sample production.
Result<void> check_is_sample(const clearance::Clearance& desk);

/// The secret of a new link that lets in as who signs in with this address. Errors: NotFound, and
/// Forbidden where the register is not the sample production.
Result<std::string> issue_role_link(clearance::Clearance& desk, const std::string& email);

/// Takes back the links that nobody used. Errors: Forbidden as above.
Result<void> take_role_links_back(clearance::Clearance& desk);

}  // namespace gg::desk
