#pragma once

#include "bytes/fault.h"

namespace gg::dpx::faults {
using namespace gg::faults;
inline constexpr ParseFault header_cut{2721, "the file ends inside its header"};
inline constexpr ParseFault bad_image_offset{
    2722, "the picture begins inside the header or behind the file"};
}  // namespace gg::dpx::faults
