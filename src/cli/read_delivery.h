#pragma once

#include "base/result.h"
#include "cli/command_line.h"
#include "gate/scan_report.h"

namespace gg::cli {

/// Scans what `reading` names: with the cache, with progress on a terminal unless `quiet`, and so
/// that Ctrl-C leaves a partial report.
Result<ScanReport> read_delivery(const Reading& reading, bool quiet);

/// Prints "goodgate: MESSAGE" on standard error and gives the exit code for the kind.
int complain(const Error& error);

}  // namespace gg::cli
