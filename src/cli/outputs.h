#pragma once

#include "cli/command_line.h"
#include "report/report_view.h"

namespace gg::cli {

/// Writes a report in every form that was asked for; files appear whole or not at all.
/// Errors: Unavailable when one cannot be written; those before it stand.
Result<void> write_outputs(const report::ReportView& view, const Outputs& outputs);

}  // namespace gg::cli
