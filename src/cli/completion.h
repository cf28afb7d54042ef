#pragma once

#include <string_view>

namespace gg::cli {

/// The completion script for "bash", "zsh" or "fish"; empty for any other shell.
std::string_view completion_script(std::string_view shell);

}  // namespace gg::cli
