#pragma once

#include <cstdint>
#include <string_view>

namespace gg {

/// The formats that are known by content. `Unknown` is a format too: hashed and reported.
enum class Format : std::uint8_t {
  Unknown,
  Png,
  Jpeg,
  Gif,
  WebP,
  Tiff,
  BigTiff,
  Dng,
  Heic,
  Avif,
  Jpeg2000,
  JpegXl,
  Bmp,
  Psd,
  Exr,
  Dpx,
  Cineon,
  Mp4,
  QuickTime,
  Matroska,
  WebM,
  Avi,
  Mxf,
  MpegTs,
  MpegPs,
  Flv,
  Asf,
  R3d,
  Braw,
  ArriRaw,
  Wav,
  Rf64,
  Aiff,
  Mp3,
  Flac,
  Ogg,
  M4a,
  Aac,
  Pdf,
  Svg,
  Xmp,
  Xml,
  Zip,
  OfficeZip,
  ProjectZip,
  Gzip,
  SevenZip,
  Rar,
  Font,
  Text,
  C2pa,
  Executable,
};

/// What is known of a format before any file of it is read.
struct FormatFacts {
  Format format;
  std::string_view name;        ///< For people: "PNG", "QuickTime movie".
  std::string_view media_type;  ///< IANA media type, or "application/octet-stream".
  std::string_view extensions;  ///< Usual extensions, lower case, space between: "jpg jpeg jpe".
  bool walked;                  ///< Its metadata is read here.
  bool holds_metadata;          ///< The format has a place for metadata at all.
  bool holds_credentials;       ///< C2PA 2.2 appendix A defines an embedding for it.
};

/// The facts of `format`; every enumerator has a row.
const FormatFacts& facts_of(Format format);

}  // namespace gg
