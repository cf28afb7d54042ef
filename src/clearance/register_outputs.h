#pragma once

#include "clearance/work.h"

namespace gg::clearance {

/// Registers what was made for a use, up to 500 files at once: `body` is an `OutputsBody` of the
/// API. The same content of the same use is registered once; for the rest nothing happens. A file
/// is registered whatever has become of the use since: that it was made is a fact. A picture is
/// kept beside it, and its hash in its document (asset_pictures.h). Returns one item for each
/// asset, in their order: {sha256, file, id, result: "applied" | "no_op"}. Errors: NotFound,
/// Forbidden, InvalidInput with each place.
Result<Json> register_outputs(Work& work, std::string_view use, const Json& body);

/// The asset of a use that has this content and is in the register; nothing where there is none.
Result<std::optional<store::Record>> find_output(store::Snapshot& snapshot, std::string_view use,
                                                 std::string_view sha256);

}  // namespace gg::clearance
