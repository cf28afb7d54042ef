#pragma once

#include "container/format.h"
#include "parts/parts.h"

#include <optional>
#include <string_view>

/// The steps of `sniff` (container.h). Each looks at `head`, the first bytes of the file (at most
/// 4 KiB), and says nothing when the file is none of its formats.
namespace gg::sniffing {

/// Formats told by fixed bytes at fixed places, and what refines them.
std::optional<Format> by_signature(std::string_view head, Reader file);

/// ISO base media files, QuickTime without `ftyp`, JPEG 2000, JPEG XL, and bare JUMBF.
std::optional<Format> by_boxes(std::string_view head, Reader file);

/// Streams without a signature, told by several frames or packets in a row.
std::optional<Format> by_rhythm(std::string_view head);

/// XML by its root element, and plain text.
std::optional<Format> by_text(std::string_view head);

/// Which kind of Zip a file is, from the names of its first members.
Format kind_of_zip(Reader file);

}  // namespace gg::sniffing
