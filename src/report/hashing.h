#pragma once

#include "base/sha256.h"

#include <string>
#include <string_view>

namespace gg::report {

/// RFC 4648 base64 with padding.
std::string base64_of(std::string_view bytes);

/// The bytes of a digest as they stand, for `base64_of`.
std::string bytes_of_digest(const Sha256& digest);

}  // namespace gg::report
