#pragma once

#include "clearance/evidence_pack.h"

#include <string>

namespace gg::desk {

/// What people read in an evidence pack: approvals as PDF, and the newest report on each delivery
/// as page and JSON. `address`: what addresses of the desk begin with; empty where none is served.
clearance::PackMore pack_papers(const ledger::SigningKey& key, std::string address);

}  // namespace gg::desk
