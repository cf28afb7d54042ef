#pragma once

#include "base/result.h"
#include "ledger/hash.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gg::ledger {

/// The entries under one tile of level 0, each with its length (2 bytes, big-endian) before it. An
/// entry of this log is a commitment, 32 bytes. At most 256.  Source: C2SP tlog-tiles, "Log
/// entries".
std::string entry_bundle(std::span<const Commitment> commitments);

/// Errors: InvalidInput with the number of the entry that is not 32 bytes long or is cut off, or
/// where there are more than 256.
Result<std::vector<Commitment>> parse_entry_bundle(std::string_view bytes);

}  // namespace gg::ledger
