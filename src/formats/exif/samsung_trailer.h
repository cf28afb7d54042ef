#pragma once

#include "parts/parts.h"

#include <string_view>

namespace gg::exif {

/// Reads the blocks that Samsung cameras and editors append to a picture, JPEG and PNG alike, into
/// fields with carrier `Trailer`, key = the block's name ("PhotoEditor_Re_Edit_Data"), value = its
/// text or "1234 bytes". The blocks are found by a directory at the very end of the file ("SEFH" …
/// "SEFT"); a file without one gives nothing. Blocks of pictures and videos are not read.
/// Faults: bad_trailer (the directory), and for single blocks, noted: bad_trailer, truncated.
/// Source: observed files; the same layout in every version seen (100 to 107).
Parsed<void> walk_samsung_trailer(Reader file, std::string_view path, Parts& parts);

}  // namespace gg::exif
