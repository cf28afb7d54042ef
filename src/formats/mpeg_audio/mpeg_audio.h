#pragma once

#include "parts/parts.h"

namespace gg::mpeg_audio {

/// Walks an MP3 file (MPEG-1, -2 and -2.5 audio, layers 1 to 3): ID3v2 tags at the beginning, the
/// first frame, and ID3v1, APEv2 and appended ID3v2.4 tags at the end; see id3.h.
///
/// Gives besides, with carrier `EncoderMark`: "sample_rate_hz", and "encoder" from the Xing or Info
/// header of the first frame ("LAME3.100", "Lavf", "Lavc60.3"). Frames are not decoded.
/// Faults: no_frame (after all tags were read), those of id3::walk for the first tag's header.
/// Source: ISO/IEC 11172-3 section 2.4, 13818-3; LAME "MP3 Info Tag" revision 1.
Parsed<void> walk(Reader file, Parts& parts);

}  // namespace gg::mpeg_audio
