#pragma once

#include "base/result.h"

#include <string>
#include <utility>
#include <vector>

namespace gg::pipeline {

/// Runs a command to its end, in this terminal, with our environment but for `set` (name, value)
/// and `unset`. Signals that reach us from others are passed on; those of the terminal reach the
/// command by themselves. Returns what a shell would: its exit code, or 128 and the number of the
/// signal that ended it. Errors: NotFound, Forbidden where it cannot be started.
Result<int> run_command(const std::vector<std::string>& command,
                        const std::vector<std::pair<std::string, std::string>>& set,
                        const std::vector<std::string>& unset);

}  // namespace gg::pipeline
