#pragma once

#include "bytes/fault.h"

namespace gg::bmff::faults {
using namespace gg::faults;
inline constexpr ParseFault box_smaller_than_header{2001, "a box size is smaller than its header"};
inline constexpr ParseFault size_zero_below_top{2002, "a box below the top level has size 0"};
inline constexpr ParseFault bad_item_field_size{2003, "iloc names a field size other than 0, 4, 8"};
inline constexpr ParseFault item_elsewhere{2004, "an item lies in another file or another item"};
inline constexpr ParseFault item_encoded{2005, "an item has a content encoding that is not read"};
inline constexpr ParseFault bad_purpose{2006, "a C2PA box states a purpose that is not known"};
inline constexpr ParseFault bad_key_size{2007, "an entry of keys is smaller than its header"};
inline constexpr ParseFault bad_unit{2008, "a video unit is longer than the sample that holds it"};
inline constexpr ParseFault bad_exif_offset{2009, "an Exif item points past its own end"};
}  // namespace gg::bmff::faults
