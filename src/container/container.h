#pragma once

#include "container/format.h"
#include "parts/parts.h"

namespace gg {

/// The format of a file by its first bytes, never by its name.
/// Reads at most 4 KiB (and for Zip the first local headers). Never fails: `Unknown`.
Format sniff(Reader file);

/// Walks a file of `format` into `parts`. A format that is known but not walked gives nothing.
/// The error, if any, is where the walk had to stop; what was found before stays in `parts`.
Parsed<void> walk_file(Format format, Reader file, Parts& parts);

}  // namespace gg
