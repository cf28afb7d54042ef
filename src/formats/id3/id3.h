#pragma once

#include "parts/parts.h"

#include <cstdint>
#include <string_view>

namespace gg::id3 {

/// True when an ID3v2 tag begins where `in` stands. Reads nothing of `in` (it is a copy).
bool starts_tag(Reader in);

/// Walks one ID3v2.2, 2.3 or 2.4 tag that begins where `tag` stands, and gives the bytes it takes
/// in all (header, frames, padding, footer), so that the caller can skip it. `path` names the
/// holder ("MP3", "WAV/id3 "): fields stand at `path`/ID3v2.4/FRAME.
///
/// Gives, with carrier `Id3`: text frames (one field a value; key = frame id), "TXXX:description",
/// "COMM:description", "USLT:description", "WXXX:description" (without the colon where there is no
/// description), other links, "PRIV:owner" and "UFID:owner" (text where it is text, else the size),
/// "APIC:description" and "GEOB:description" (media type and size). Frames of 2.2 have the key of
/// their 2.3 name. GEOB with the media type of C2PA gives a credential store, PRIV "XMP" is walked
/// as XMP. Unsynchronised and compressed frames are unpacked within the budget; encrypted ones are
/// noted. A damaged frame is noted and the walk goes on; a damaged frame header ends the tag, which
/// is noted too.
/// Faults: id3::faults (2551–), bad_magic, truncated (only for the tag's own header).
/// Source: id3v2-00 (2.2), id3v2.3.0, id3v2.4.0-structure and -frames; C2PA 2.2 appendix A.3.
Parsed<std::uint64_t> walk(Reader tag, std::string_view path, Parts& parts);

/// Walks the tags that stand at the end of a file: ID3v1 (keys as the frames of 2.3: "TIT2"),
/// APEv2 (carrier `ApeTag`) and an appended ID3v2.4 tag. `file` sees the whole file; none of them
/// is not a fault. Damage is noted. Faults: too_many_items, too_large.  Source: id3.org ID3v1;
/// APEv2 specification (hydrogenaud.io).
Parsed<void> walk_trailing(Reader file, std::string_view path, Parts& parts);

}  // namespace gg::id3
