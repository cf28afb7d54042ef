#pragma once

#include "bytes/fault.h"

namespace gg::jpeg::faults {
using namespace gg::faults;
inline constexpr ParseFault missing_marker{2151,
                                           "no marker stands where a JPEG segment should begin"};
inline constexpr ParseFault bad_segment_length{2152,
                                               "a JPEG segment is shorter than its length field"};
inline constexpr ParseFault missing_end{2153, "the file ends before the end of the picture (EOI)"};
inline constexpr ParseFault xmp_gap{2154,
                                    "extended XMP has a part that is missing or stands twice"};
inline constexpr ParseFault jumbf_gap{2155,
                                      "a JUMBF box has a packet that is missing or stands twice"};
inline constexpr ParseFault jumbf_length{2156,
                                         "a JUMBF box is not as long as its packets together"};
inline constexpr ParseFault bad_jumbf_packet{2157, "a JUMBF packet has no whole box header"};
inline constexpr ParseFault bad_frame{2158, "a frame header is cut"};
}  // namespace gg::jpeg::faults
