#pragma once

#include "parts/parts.h"

namespace gg::ogg {

/// Reads the comment headers of the streams in an Ogg file (Vorbis, Opus, Speex, Theora, FLAC) from
/// its first pages, and the size of a Theora picture. Stops when each stream that began has given
/// its comments.
///
/// Fields as in flac/vorbis_comment.h; paths "Ogg/OpusTags/TITLE". A header that is spread over
/// pages is put together; its fields have the place of the page where it begins. Faults:
/// flac::faults bad_page, too_many_streams, missing_comments; truncated, too_many_items, too_large.
/// Source: RFC 3533; RFC 7845 section 5.2; Vorbis I section 5; Theora section 6.3.
Parsed<void> walk(Reader file, Parts& parts);

}  // namespace gg::ogg
