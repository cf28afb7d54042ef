#pragma once

#include "bytes/fault.h"

namespace gg::exif::faults {
using namespace gg::faults;
inline constexpr ParseFault short_comment{2231,
                                          "a user comment is shorter than its charset prefix"};
inline constexpr ParseFault bad_trailer{2232, "a Samsung trailer has a damaged directory"};
}  // namespace gg::exif::faults
