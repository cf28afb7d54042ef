#pragma once

#include "embedding/draft.h"

namespace gg::embedding {

/// Keeps the index of a file of several pictures (MPF) true: where the others stand, and how long
/// the first one is now. `index` is the TIFF structure in its APP2 segment; the changes that move
/// bytes are made already. Damage in it is left alone: readers ignore such an index.
/// Faults: grows_too_large. Source: CIPA DC-007-2009 (Multi-Picture Format) section 5.2.
Parsed<void> move_pictures(Draft& draft, ByteRange index);

}  // namespace gg::embedding
