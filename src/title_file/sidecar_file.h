#pragma once

#include "base/result.h"
#include "register/sidecar.h"
#include "yaml/problem.h"

#include <string_view>
#include <vector>

namespace gg {

/// Reads the text of an evidence sidecar (YAML or JSON): what a partner declares of one file when
/// the file itself cannot say it. `file_name` is where it was read from; without a key `file`,
/// "sky.png.evidence.yaml" is about "sky.png". Never throws.
Result<Sidecar, std::vector<Problem>> parse_sidecar(std::string_view text,
                                                    std::string_view file_name);

/// The name of the file a sidecar of this name is about ("a/sky.png.evidence.yaml" → "sky.png"), or
/// empty when the name is not that of a sidecar.
std::string_view described_by(std::string_view sidecar_file);

}  // namespace gg
