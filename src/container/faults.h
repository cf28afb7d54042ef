#pragma once

#include "bytes/fault.h"

namespace gg::zip::faults {
inline constexpr ParseFault project_not_read{
    2781,
    "a project archive is not read: deliver the rendered media it refers to (for example MOV, MXF, "
    "WAV, TIFF or PNG)"};
}  // namespace gg::zip::faults

namespace gg::jpeg_xl::faults {
inline constexpr ParseFault bad_box_size{2782,
                                         "a box of a JPEG XL container is smaller than its header"};
inline constexpr ParseFault compressed_metadata{
    2783, "metadata of a JPEG XL file is compressed with Brotli and is not read"};
}  // namespace gg::jpeg_xl::faults
