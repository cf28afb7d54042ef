#pragma once

#include "bytes/fault.h"

namespace gg::mxf::faults {
using namespace gg::faults;
inline constexpr ParseFault no_partition{2741, "no MXF header partition in the first 64 KiB"};
inline constexpr ParseFault bad_ber_length{2742,
                                           "a KLV length is indefinite or longer than 8 bytes"};
inline constexpr ParseFault short_partition{2743, "an MXF partition pack is too short"};
inline constexpr ParseFault bad_primer{2744, "an MXF primer pack has items that are not 18 bytes"};
inline constexpr ParseFault header_metadata_cut{2745,
                                                "the file ends inside the MXF header metadata"};
inline constexpr ParseFault no_primer{2746,
                                      "MXF header metadata does not begin with a primer pack"};
inline constexpr ParseFault bad_property_size{2747,
                                              "an MXF property has the wrong size for its type"};
}  // namespace gg::mxf::faults
