#pragma once

#include "bytes/fault.h"

namespace gg::id3::faults {
using namespace gg::faults;
inline constexpr ParseFault bad_version{2551, "an ID3 tag is of an unknown version"};
inline constexpr ParseFault bad_size{2552,
                                     "an ID3 size has bits that its number form does not have"};
inline constexpr ParseFault bad_frame_id{2553,
                                         "an ID3 frame id has characters that are not allowed"};
inline constexpr ParseFault frame_too_long{2554, "an ID3 frame is longer than its tag"};
inline constexpr ParseFault bad_text_encoding{2555, "an ID3 frame names an unknown text encoding"};
inline constexpr ParseFault missing_terminator{2556, "a text in an ID3 frame has no end"};
inline constexpr ParseFault encrypted_frame{2557, "an ID3 frame is encrypted and cannot be read"};
inline constexpr ParseFault bad_ape_tag{2558, "the sizes of an APE tag do not agree"};
}  // namespace gg::id3::faults
