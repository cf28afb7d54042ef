#pragma once

#include "base/result.h"
#include "json/json.h"

#include <filesystem>

namespace gg::sample {

/// Signs `plain` as `target`, as its `credential` in demo/media.yaml says, by the sample's own
/// signer (demo/make_sample_signer.sh), as of the day its certificate begins. The same file gets
/// the same bytes. Errors: those of `signing::sign_file`.
Result<void> sign_media(const std::filesystem::path& plain, const std::filesystem::path& target,
                        const Json& credential);

}  // namespace gg::sample
