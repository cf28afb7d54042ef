#pragma once

#include "bytes/fault.h"

namespace gg::dpx::faults {
using namespace gg::faults;
inline constexpr ParseFault bad_header_size{2721, "the image data begins inside the header"};
}  // namespace gg::dpx::faults
