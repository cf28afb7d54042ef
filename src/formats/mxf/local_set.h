#pragma once

#include "formats/mxf/klv.h"
#include "parts/parts.h"

#include <string_view>

namespace gg::mxf {

/// Reads what is of interest in one metadata set into fields, under `path` ("MXF/Header").
/// Sets that say nothing of who made the file are passed over.
/// Faults: truncated, bad_property_size, too_many_items, too_large.
Parsed<void> read_set(const Klv& set, std::string_view path, Parts& parts);

}  // namespace gg::mxf
