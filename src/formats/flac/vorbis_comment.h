#pragma once

#include "parts/parts.h"

#include <cstdint>

namespace gg::flac {

/// Whether offsets in the reader are places of the file, or of a packet that was put together.
enum class CommentBytes : std::uint8_t { InFile, PutTogether };

/// Reads a Vorbis comment header (vendor, then NAME=value) from where `in` stands into fields:
/// the vendor with carrier `EncoderMark` and key "vendor", comments with `VorbisComment` and their
/// name in upper case. Pictures written as comments are named with their size. A comment without
/// '=' is noted. Fields of a packet that was put together have the place of the whole.
/// Faults: comment_beyond_block, truncated, too_many_items, too_large.
/// Source: Vorbis I specification section 5; RFC 9639 section 8.6.
Parsed<void> read_vorbis_comment(Reader in, const Place& place, CommentBytes bytes, Parts& parts);

}  // namespace gg::flac
