#pragma once

#include "base/result.h"
#include "json/json.h"

#include <filesystem>
#include <string>

namespace gg::desk_cli {

/// Makes the files of the sample production (demo/media.yaml) below a folder, and
/// sample-root.pem, the authority of their credentials. Errors: Unavailable.
Result<void> make_sample_media(const std::filesystem::path& folder);

/// All of one file of them. Errors: NotFound.
Result<std::string> media_bytes(const std::filesystem::path& file);

/// What `goodgate scan --json` says of `folder`, which is below `all`, now and by the lists in
/// force. Errors: NotFound; those of the lists.
Result<Json> scan_media(const std::filesystem::path& all, const std::filesystem::path& folder);

}  // namespace gg::desk_cli
