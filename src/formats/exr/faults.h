#pragma once

#include "bytes/fault.h"

namespace gg::exr::faults {
using namespace gg::faults;
inline constexpr ParseFault bad_version{2701, "OpenEXR of an unknown version"};
inline constexpr ParseFault name_too_long{2702, "an attribute name is longer than the file allows"};
inline constexpr ParseFault attribute_beyond_file{2703, "an attribute is longer than the file"};
inline constexpr ParseFault bad_attribute{2704, "an attribute is too short for its type"};
inline constexpr ParseFault bad_window{2705, "a window ends before it begins"};
}  // namespace gg::exr::faults
