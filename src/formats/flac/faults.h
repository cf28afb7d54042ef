#pragma once

#include "bytes/fault.h"

namespace gg::flac::faults {
using namespace gg::faults;
inline constexpr ParseFault block_beyond_file{2581,
                                              "a FLAC metadata block is longer than the file"};
inline constexpr ParseFault comment_beyond_block{2582, "a Vorbis comment is longer than its block"};
inline constexpr ParseFault comment_without_name{2583, "a Vorbis comment has no name"};
inline constexpr ParseFault bad_page{2584, "an Ogg page does not begin with its signature"};
inline constexpr ParseFault too_many_streams{2585, "more Ogg streams at once than are read"};
inline constexpr ParseFault missing_comments{2586,
                                             "the file ends before the comments of an Ogg stream"};
}  // namespace gg::flac::faults
