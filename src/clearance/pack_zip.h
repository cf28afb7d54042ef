#pragma once

#include "clearance/evidence_pack.h"

#include <filesystem>
#include <vector>

namespace gg::clearance {

/// Writes the files of a pack as one ZIP archive; the same files give the same bytes. Errors:
/// Unavailable where it cannot be written; nothing is left behind then.
Result<void> write_zip(const std::vector<PackFile>& files, const std::filesystem::path& path);

}  // namespace gg::clearance
