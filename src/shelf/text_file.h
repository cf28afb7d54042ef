#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace gg {

/// The bytes of a file that people write. Errors: NotFound, LimitExceeded past `size_bytes_max`,
/// Unavailable when it could not be read whole; each names the path.
Result<std::string> read_text_file(const std::filesystem::path& path,
                                   std::uintmax_t size_bytes_max);

}  // namespace gg
