#pragma once

#include "bytes/fault.h"

namespace gg::mpeg_audio::faults {
using namespace gg::faults;
inline constexpr ParseFault no_frame{2571, "no MPEG audio frame near the beginning"};
}  // namespace gg::mpeg_audio::faults
