#pragma once

#include "formats/ifd/faults.h"

namespace gg::tiff::faults {
using namespace gg::ifd::faults;
inline constexpr ParseFault bad_store_type{2301, "a C2PA field is not of bytes"};
}  // namespace gg::tiff::faults
