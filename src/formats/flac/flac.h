#pragma once

#include "parts/parts.h"

namespace gg::flac {

/// Walks the metadata blocks of a FLAC file, with the ID3v2 tag that may stand in front (C2PA puts
/// its store there) and ID3v1 or APEv2 at the end. Sound frames are passed over.
///
/// Gives: comments (carrier `VorbisComment`, key = name in upper case; see vorbis_comment.h);
/// PICTURE as "METADATA_BLOCK_PICTURE" with its media type and size; with carrier `EncoderMark`:
/// "vendor", "sample_rate_hz", and "application:abcd" with the size of an APPLICATION block.
/// Faults: flac::faults (2581–), bad_magic, truncated. A damaged block is noted.
/// Source: RFC 9639 sections 6 to 8; C2PA 2.2 appendix A.3.
Parsed<void> walk(Reader file, Parts& parts);

}  // namespace gg::flac
