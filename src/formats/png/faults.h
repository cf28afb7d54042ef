#pragma once

#include "bytes/fault.h"

namespace gg::png::faults {
using namespace gg::faults;
inline constexpr ParseFault bad_chunk_length{2101, "a chunk is longer than 2^31 - 1 bytes"};
inline constexpr ParseFault bad_chunk_type{2102,
                                           "a chunk type has characters that are not letters"};
inline constexpr ParseFault missing_keyword{2103, "a text chunk has no keyword"};
inline constexpr ParseFault bad_compression{2104, "a text chunk names an unknown compression"};
inline constexpr ParseFault bad_header{2105, "the first chunk is not a whole IHDR"};
inline constexpr ParseFault missing_end{2106, "the file ends before IEND"};
inline constexpr ParseFault bad_filter{2107, "a row of pixels names an unknown filter"};
inline constexpr ParseFault bad_stealth{
    2108, "a payload hidden in pixels says it is longer than its picture can hold"};
}  // namespace gg::png::faults
