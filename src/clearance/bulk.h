#pragma once

#include "clearance/apart.h"

namespace gg::clearance {

/// One act on many objects, each in a part of its own: `body` is a BulkBody of the API {act, items:
/// [{id, version}], body, dry_run}. Each item is `applied`, `no_op` where it stands there already,
/// or `refused` with why; rights, versions and steps are those of the act on one. With `dry_run` it
/// only says what would happen. Errors: InvalidInput for the shape.
Result<Many> act_on_many(Work& work, const Json& body);

}  // namespace gg::clearance
