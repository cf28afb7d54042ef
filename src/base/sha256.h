#pragma once

#include "base/digest.h"

#include <string_view>

namespace gg {

/// SHA-256 (FIPS 180-4) of bytes that are in memory.
Sha256 sha256_of(std::string_view bytes);

}  // namespace gg
