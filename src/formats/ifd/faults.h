#pragma once

#include "bytes/fault.h"

namespace gg::ifd::faults {
using namespace gg::faults;
inline constexpr ParseFault bad_byte_order{2201, "a TIFF header begins with neither II nor MM"};
inline constexpr ParseFault bad_version{2202, "a TIFF header has a version other than 42 or 43"};
inline constexpr ParseFault bad_offset_size{2203,
                                            "a BigTIFF header has offsets of other than 8 bytes"};
inline constexpr ParseFault ifd_cycle{2204, "a directory is reached for the second time"};
inline constexpr ParseFault ifd_outside{2205, "a directory lies outside the file"};
inline constexpr ParseFault bad_field_type{2206, "a field has a type that TIFF does not define"};
inline constexpr ParseFault value_too_long{2207, "a field's count times its size exceeds 64 bits"};
inline constexpr ParseFault value_outside{2208, "a field's value lies outside the file"};
inline constexpr ParseFault not_a_pointer{2209,
                                          "a field that points to a directory holds no offset"};
inline constexpr ParseFault table_cut{2210,
                                      "a directory has more entries than the file has room for"};
}  // namespace gg::ifd::faults
