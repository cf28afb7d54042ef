#pragma once

#include "bytes/fault.h"

namespace gg::gif::faults {
using namespace gg::faults;
inline constexpr ParseFault bad_block{2351, "a block begins with a byte that no GIF block has"};
inline constexpr ParseFault missing_end{2352, "the file ends before its trailer"};
inline constexpr ParseFault bad_application{2353,
                                            "an application extension has no 11 byte identifier"};
}  // namespace gg::gif::faults
