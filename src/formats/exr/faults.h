#pragma once

#include "bytes/fault.h"

namespace gg::exr::faults {
using namespace gg::faults;
inline constexpr ParseFault name_too_long{2701, "an attribute name is longer than 255 bytes"};
inline constexpr ParseFault bad_attribute_size{2702, "an attribute has a negative size"};
}  // namespace gg::exr::faults
