#pragma once

#include "base/result.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

namespace gg::credentials {

/// What a store beside its file, or at an address, may have: 16 MiB.
inline constexpr std::size_t store_file_bytes_max = 16U << 20;

/// The content of the manifest store beside a file, where there is one (`bindings::find_sidecar`).
/// Errors: LimitExceeded past 16 MiB, Unavailable.
Result<std::optional<std::string>> read_sidecar(const std::filesystem::path& asset);

/// The content of such a file. Errors: NotFound, LimitExceeded past 16 MiB, Unavailable.
Result<std::string> read_store_file(const std::filesystem::path& path);

}  // namespace gg::credentials
