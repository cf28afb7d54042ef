#pragma once

#include "bytes/fault.h"

namespace gg::iptc::faults {
using namespace gg::faults;
inline constexpr ParseFault bad_marker{2251, "an IPTC dataset does not begin with 0x1C"};
inline constexpr ParseFault bad_length{2252, "an IPTC dataset has a length of more than 8 bytes"};
inline constexpr ParseFault bad_resource{2253, "a Photoshop resource has an unknown signature"};
}  // namespace gg::iptc::faults
