#pragma once

#include "base/result.h"

#include <string>

namespace gg::cli {

/// A password: of the environment variable `variable` where it is set, else typed at the terminal,
/// unseen, after `question`. Never of an argument, which others can see. Errors: InvalidInput with
/// what to do where there is neither.
Result<std::string> ask_password(const std::string& variable, const std::string& question);

}  // namespace gg::cli
