#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gg::exif {

/// The tag numbers of these three directories overlap in meaning: each has its own names.
enum class Directory : std::uint8_t { Main, Gps, Interoperability };

/// The name of `tag` as Exif 3.0 and TIFF 6.0 have it, "0x9999" where they have none (four
/// hexadecimal digits in lower case). XP and DNG tags have the names of their own specifications.
/// Source: Exif 3.0 section 4.6; TIFF 6.0; TIFF/EP; DNG 1.7.1; Windows "XPTitle" family.
std::string tag_name(Directory directory, std::uint16_t tag);

}  // namespace gg::exif
