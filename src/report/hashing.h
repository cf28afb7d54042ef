#pragma once

#include "base/sha256.h"

#include <string>

namespace gg::report {

/// The bytes of a digest as they stand, for `base64_of`.
std::string bytes_of_digest(const Sha256& digest);

}  // namespace gg::report
