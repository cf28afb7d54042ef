#pragma once

#include "base/result.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace gg::desk_cli {

/// Errors: NotFound where it cannot be read.
Result<std::string> whole_file(const std::string& path);

/// Errors: Unavailable where it cannot be written.
Result<void> write_file(const std::filesystem::path& path, std::string_view text);

/// Makes a file that its owner alone may read. Errors: Conflict where it is there, Unavailable.
Result<void> create_secret_file(const std::filesystem::path& path, std::string_view text);

}  // namespace gg::desk_cli
