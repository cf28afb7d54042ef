#pragma once

#include "clearance/clearance.h"

#include <string>

namespace gg::desk {

/// A token for who signs in with this address, good for ten minutes, with its entry in the ledger.
/// Errors: NotFound.
Result<std::string> issue_local_token(clearance::Clearance& desk, const std::string& email);

}  // namespace gg::desk
