#pragma once

#include "bytes/reader.h"

namespace gg::gif {

// Moving over the blocks of a GIF. Faults of all: truncated.  Source: GIF89a sections 15, 18 to 22.

/// Sub-blocks and their terminator. Every step moves at least one byte.
Parsed<void> skip_sub_blocks(Reader& in);

/// The colour table that packed fields announce, if they do.
Parsed<void> skip_colours(Reader& in, std::uint8_t packed);

/// The logical screen behind the header, with its colour table.
Parsed<void> skip_screen(Reader& in);

/// The description of an image behind its separator, with its colour table.
Parsed<void> skip_image_descriptor(Reader& in);

/// An image behind its separator, pixels and all.
Parsed<void> skip_image(Reader& in);

}  // namespace gg::gif
