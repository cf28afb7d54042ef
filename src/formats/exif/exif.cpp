#include "formats/exif/exif.h"

#include "formats/exif/directory_walk.h"
#include "formats/exif/faults.h"

namespace gg::exif {

Parsed<void> walk(Reader tiff, std::string_view path, Parts& parts) {
  // Some WebP and PNG writers keep the JPEG identifier in front of the TIFF header.
  constexpr std::string_view jpeg_identifier{"Exif\0\0", 6};
  auto after = tiff;
  if (const auto identifier = after.text(6); identifier && *identifier == jpeg_identifier)
    tiff = after;
  TRY_LET(auto header, ifd::Tiff::open(tiff));
  DirectoryWalk directories(header, parts);
  return directories.chain(header.first_directory(), path);
}

}  // namespace gg::exif
