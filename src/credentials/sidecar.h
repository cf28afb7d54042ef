#pragma once

#include "base/result.h"

#include <filesystem>
#include <optional>
#include <string>

namespace gg::credentials {

/// The content of the manifest store beside a file, where there is one (`bindings::find_sidecar`).
/// Errors: LimitExceeded past 16 MiB, Unavailable.
Result<std::optional<std::string>> read_sidecar(const std::filesystem::path& asset);

/// The content of such a file. Errors: NotFound, LimitExceeded past 16 MiB, Unavailable.
Result<std::string> read_store_file(const std::filesystem::path& path);

}  // namespace gg::credentials
