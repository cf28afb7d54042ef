#pragma once

#include "bytes/fault.h"

namespace gg::bindings::faults {
using namespace gg::faults;
inline constexpr ParseFault stopped{3301, "the check was stopped before its end"};
inline constexpr ParseFault no_box_map{3302, "this format has no box names for a boxes hash"};
inline constexpr ParseFault bad_box{3303, "a box of the file cannot be told from its neighbours"};
inline constexpr ParseFault bad_merkle_box{3304, "a C2PA box of hashes is not what it should be"};
}  // namespace gg::bindings::faults
