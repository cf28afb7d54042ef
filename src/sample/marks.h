#pragma once

#include "json/json.h"

#include <string>

namespace gg::sample {

/// The chunks of a PNG that hold its marks: `text` (key: value), `xmp` (attributes of the packet)
/// and `camera` (make, model).
std::string png_marks(const Json& description);

}  // namespace gg::sample
