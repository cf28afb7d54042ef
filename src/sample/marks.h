#pragma once

#include "json/json.h"

#include <string>

namespace gg::sample {

/// The chunks of a PNG that hold its marks: `text` (key: value), `xmp` (attributes of the packet),
/// `camera` (make, model) and `credential` (C2PA: generator, source_type, title; `cut`: bytes of it
/// that are there).
std::string png_marks(const Json& description);

}  // namespace gg::sample
