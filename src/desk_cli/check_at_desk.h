#pragma once

#include "cli/command_line.h"

namespace gg::desk_cli {

/// `goodgate check` where a desk judges: scans here and hands the report in, or sends the files to
/// be scanned there; then reports the desk's judgement as the check without a desk does. Gives the
/// same exit codes.
int run_check_at_desk(const cli::CheckCommand& command);

}  // namespace gg::desk_cli
