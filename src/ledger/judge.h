#pragma once

#include "base/result.h"
#include "ledger/anchors.h"
#include "ledger/fault.h"
#include "ledger/ledger_source.h"
#include "ledger/span.h"

#include <span>
#include <vector>

namespace gg::ledger {

/// Says of each doubt (in order of index) which of the stored bytes is wrong: by the lane that
/// signed checkpoints confirm, else by majority. Looks through the tiles of level 0 once where a
/// row is whole but not at its place. Errors: those of the source.
Result<std::vector<LedgerFault>> judge(std::span<const Doubt> doubts, const Anchors& anchors,
                                       LedgerSource& source);

}  // namespace gg::ledger
