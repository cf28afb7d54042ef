#pragma once

#include "container/format.h"
#include "parts/parts.h"

#include <string_view>

namespace gg {

/// The format of a file by its first bytes, never by its name.
/// Reads at most 4 KiB, and for formats that share a signature the few bytes that tell them apart:
/// the first local headers of a Zip, the first directory of a TIFF, what stands behind an ID3 tag.
/// Never fails: `Unknown`.
Format sniff(Reader file);

/// True when the name of `path` ends as files of `format` usually do, or has no extension, or the
/// format is `Unknown`. False is worth a remark, never a verdict.
bool extension_fits(Format format, std::string_view path);

/// Walks a file of `format` into `parts`. A format that is known but not walked gives nothing.
/// A project archive is refused with a fault that says what to deliver instead.
/// The error, if any, is where the walk had to stop; what was found before stays in `parts`.
Parsed<void> walk_file(Format format, Reader file, Parts& parts);

}  // namespace gg
