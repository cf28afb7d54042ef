#pragma once

#include "store/transaction.h"

#include <string>
#include <string_view>

namespace gg::clearance {

/// What somebody needs to check one entry without us. *value*
struct ProvedEntry {
  std::string proof;   ///< A `.tlog-proof`.
  std::string record;  ///< Canonical JSON; empty once erased.
  std::string salt;    ///< 32 bytes; empty once erased.
};

/// Proves an entry against the newest checkpoint of its tree. Errors: NotFound.
Result<ProvedEntry> prove_entry(store::Snapshot& snapshot, std::string_view tree,
                                std::int64_t position);

}  // namespace gg::clearance
