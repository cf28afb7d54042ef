#pragma once

#include "bytes/fault.h"

namespace gg::svg::faults {
using namespace gg::faults;
inline constexpr ParseFault xml_damaged{2671, "the XML of an SVG picture is damaged here"};
inline constexpr ParseFault picture_too_large{2672, "an SVG picture is larger than 16 MiB"};
inline constexpr ParseFault not_svg{2673, "the outermost XML element is not svg"};
inline constexpr ParseFault bad_base64{2674, "a c2pa:manifest element is not base64"};
}  // namespace gg::svg::faults
