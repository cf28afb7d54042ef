#pragma once

#include "bytes/fault.h"

namespace gg::riff::faults {
using namespace gg::faults;
inline constexpr ParseFault bad_chunk_id{2401, "a chunk id has characters that are not printable"};
inline constexpr ParseFault riff_size_mismatch{
    2402, "the size of the whole in its header is not that of the file"};
inline constexpr ParseFault chunk_beyond_file{2403, "a chunk is longer than the file"};
inline constexpr ParseFault unfinished_data{2404, "the length of the data was never filled in"};
inline constexpr ParseFault missing_padding{2405, "a chunk of odd length has no padding byte"};
inline constexpr ParseFault bad_size_table{2406,
                                           "an RF64 file does not begin with a whole ds64 chunk"};
inline constexpr ParseFault bad_xml{2407, "XML in a chunk is not well-formed"};
inline constexpr ParseFault bad_picture_header{2408, "the header of a WebP picture is damaged"};
}  // namespace gg::riff::faults
