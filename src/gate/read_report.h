#pragma once

#include "base/result.h"
#include "gate/scan_report.h"
#include "json/json.h"

#include <string_view>

namespace gg {

/// Reads the scan in a report as `goodgate scan --json` and `goodgate check --json` write it
/// (schemas/scan.schema.json, schemas/check.schema.json). What a check says beyond its scan is left
/// aside: whoever reads it judges anew. Prompts that the report hashed are not known here. `place`
/// is the pointer of the report in a larger document. Errors: InvalidInput, one line a problem,
/// each with a JSON Pointer; the first twenty.
Result<ScanReport> read_report(const Json& report, std::string_view place = {});

}  // namespace gg
