#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace gg {

/// All of a file, nothing where there is none. Errors: Unavailable.
Result<std::optional<std::string>> read_whole(const std::filesystem::path& path);

/// The bytes of a file that must be there. Errors: NotFound, LimitExceeded past `size_bytes_max`,
/// Unavailable where it cannot be read whole; each names the path.
Result<std::string> read_existing(const std::filesystem::path& path,
                                  std::uintmax_t size_bytes_max = 1U << 30);

/// Puts `text` in place of a file, on disk when this returns: the old one or the new one is there,
/// never half of it. Its owner alone may read it. Errors: Unavailable.
Result<void> write_whole(const std::filesystem::path& path, std::string_view text);

/// Makes a file that its owner alone may read, on disk when this returns. Errors: Conflict where it
/// is there already, Unavailable.
Result<void> create_whole(const std::filesystem::path& path, std::string_view text);

/// Adds `text` at the end of a file, on disk when this returns. Errors: Unavailable.
Result<void> append_to(const std::filesystem::path& path, std::string_view text);

}  // namespace gg
