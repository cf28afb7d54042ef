#pragma once

#include <string_view>

namespace gg::cli {

/// The version of the program, "0.1.0".
std::string_view version();

}  // namespace gg::cli
