#pragma once

#include "parts/parts.h"

namespace gg::ebml {

/// Walks a Matroska or WebM file: every element of its segments, before and after the clusters,
/// which are skipped. Segments and clusters of unknown size (live streams) are allowed.
///
/// Gives fields of carrier MatroskaTag (segment information, tags, attachments of text, codecs,
/// sampling rates), the picture's size, and attached C2PA stores. Paths begin with "Matroska" or
/// "WebM". Faults: ebml::faults, bad_magic, truncated, too_deep, too_many_items. Damage inside an
/// element of the segment is noted and the walk goes on; a file that ends too early is walked to
/// its end, and then the fault is given. Source: RFC 8794 (EBML), RFC 9559 (Matroska).
Parsed<void> walk(Reader file, Parts& parts);

}  // namespace gg::ebml
