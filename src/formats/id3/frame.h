#pragma once

#include "parts/parts.h"

#include <string>
#include <string_view>

namespace gg::id3 {

/// One frame, unpacked. *value*
struct Frame {
  std::string id;  ///< As in 2.3 and 2.4, whatever the version: "TIT2".
  Reader body;
  Place place;  ///< Path with the id that the file has; header and body.
  bool three_letter_picture =
      false;  ///< PIC of 2.2: the format is three letters, not a media type.
};

/// Puts what `frame` says into `parts`; see id3.h for the keys. A frame of a kind that holds no
/// text is passed over.
/// Faults: bad_text_encoding, missing_terminator, truncated, too_large, too_many_items, and those
/// of xmp::walk.
Parsed<void> read_frame(const Frame& frame, Parts& parts);

/// The 2.3 name of a frame of ID3v2.2, or `id` itself when it has none.
std::string modern_frame_id(const std::string& id);

/// True for the media types of a frame GEOB that holds a manifest store, the deprecated one too.
/// Source: C2PA 2.2 section 11.4 and appendix A.3.4.
bool is_store_type(std::string_view media_type);

}  // namespace gg::id3
