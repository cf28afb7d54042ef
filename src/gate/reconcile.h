#pragma once

#include "gate/finding.h"
#include "gate/severities.h"
#include "register/date.h"
#include "title_file/title_file.h"

namespace gg {

/// Judges what a scan found against what a title declares, as the register stood on `as_of`. Pure:
/// the same input gives the same report, finding ids included.
CheckReport check(ScanReport scan, const TitleFile& title, Date as_of, const GateBook& book);

}  // namespace gg
