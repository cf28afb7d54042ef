#pragma once

#include "parts/parts.h"

namespace gg::riff {

/// Walks a RIFF file: WAVE (RIFF, RIFX, RF64 and BW64), AVI (with its AVIX continuations) and WebP;
/// any other form is walked for the chunks that all forms share. Sound, video and picture data are
/// passed over; what stands behind them is read too.
///
/// Gives: LIST/INFO items (carrier `RiffInfo`, key = chunk id); bext (`Bext`, see bext.h); iXML and
/// axml (`IXml`, key = element path below the root, "TRACK_LIST/TRACK/NAME", attributes as
/// "TRACK@id"; an empty key holds the whole text where it is no XML); id3 as ID3; EXIF as Exif;
/// "XMP " and "_PMX" as XMP; C2PA as a credential store; "fmt.sample_rate_hz", "cart.Title" and
/// chunks of plain text, such as AIGC (`RiffChunk`); the size of the picture. Paths:
/// "WAV/bext/Originator", "AVI/LIST[INFO]/ISFT", "WebP/EXIF".
///
/// Writers often leave sizes wrong, and readers forgive them; so here: a whole that is shorter or
/// longer than the file, data of length 0 or 2^32 - 1 in an unfinished recording, a missing padding
/// byte. Each is noted.
/// Faults: riff::faults (2401–), bad_magic, truncated, too_many_items, too_deep.
/// Source: Multimedia Programming Interface and Data Specifications 1.0 (RIFF, WAVE, INFO);
/// ITU-R BS.2088-1 (BW64, ds64); EBU Tech 3306 (RF64); OpenDML AVI 1.02; RFC 9649 (WebP);
/// C2PA 2.2 appendix A.3.
Parsed<void> walk(Reader file, Parts& parts);

}  // namespace gg::riff
