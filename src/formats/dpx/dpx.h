#pragma once

#include "parts/parts.h"

namespace gg::dpx {

/// Walks the header of a DPX file of either byte order; pixels are not read.
///
/// Gives every text of the generic, orientation, film and television headers as a field (carrier
/// DpxHeader, key as in the standard: "Creator", "InputDeviceName"), the time code as text, the
/// identification of the user data, and the picture's size. Fields that are undefined (all ones) or
/// empty give nothing. A file that ends inside a later header gives what came before, and a fault.
/// Faults: bad_magic, bad_header_size, truncated.  Source: SMPTE ST 268-1:2014, tables 1 to 6.
Parsed<void> walk(Reader file, Parts& parts);

}  // namespace gg::dpx
