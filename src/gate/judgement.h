#pragma once

#include "gate/finding.h"
#include "json/json.h"

namespace gg {

/// What a check says beyond its scan, as JSON: verdict, day, rulebooks, findings (members as in
/// schemas/check.schema.json) and how each file stands, in the order of the scan. Text that is not
/// UTF-8 is repaired for people; a file's path has its bytes beside it. Holds no time of day, so
/// that the same judgement gives the same bytes.
Json judgement_of(const CheckReport& report);

/// The report that a judgement was made of, with its scan. `judgement` comes from `judgement_of`;
/// members that are not there are left empty.
CheckReport report_of(ScanReport scan, const Json& judgement);

}  // namespace gg
