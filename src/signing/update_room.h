#pragma once

#include "embedding/places.h"
#include "embedding/plan.h"

namespace gg::signing {

/// Whether the result of a plan differs from its source in bytes that `excluded` does not name: an
/// update may not, for those are bound already. Some formats state the store's length in such bytes
/// (RIFF, TIFF, ID3); there an update has to fit into the place that the store has.
/// Errors: those of reading.  Source: C2PA 2.2 section 11.2.3.
Result<bool> changes_bound_bytes(const embedding::WritePlan& plan, embedding::SourceBytes& source);

}  // namespace gg::signing
