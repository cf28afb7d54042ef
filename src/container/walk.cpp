#include "container/container.h"
#include "container/faults.h"
#include "container/front_matter.h"
#include "container/jpeg_xl.h"
#include "formats/bmff/bmff.h"
#include "formats/dpx/dpx.h"
#include "formats/ebml/ebml.h"
#include "formats/exr/exr.h"
#include "formats/flac/flac.h"
#include "formats/flac/ogg.h"
#include "formats/gif/gif.h"
#include "formats/jpeg/jpeg.h"
#include "formats/mpeg_audio/mpeg_audio.h"
#include "formats/mxf/mxf.h"
#include "formats/pdf/pdf.h"
#include "formats/png/png.h"
#include "formats/riff/riff.h"
#include "formats/svg/svg.h"
#include "formats/tiff/tiff.h"
#include "formats/xmp/xmp.h"

namespace gg {
namespace {

/// A sidecar is nothing but a manifest store.
Parsed<void> read_sidecar(Reader file, Parts& parts) {
  const Place place{"C2PA", file.offset(), file.remaining()};
  TRY(parts.budget().charge_bytes(file.remaining(), file));
  TRY_LET(const auto jumbf, file.take(file.remaining()));
  parts.stores.push_back({jumbf, place, place.offset});
  return {};
}

}  // namespace

Parsed<void> walk_file(Format format, Reader file, Parts& parts) {
  switch (format) {
    case Format::Png:
      return png::walk(file, parts);
    case Format::Jpeg:
      return jpeg::walk(file, parts);
    case Format::Gif:
      return gif::walk(file, parts);
    case Format::Tiff:
    case Format::BigTiff:
    case Format::Dng:
      return tiff::walk(file, parts);
    case Format::WebP:
    case Format::Avi:
    case Format::Wav:
    case Format::Rf64:
      return riff::walk(file, parts);
    case Format::Heic:
    case Format::Avif:
    case Format::Mp4:
    case Format::QuickTime:
    case Format::Braw:
    case Format::M4a:
      return bmff::walk(file, parts);
    case Format::JpegXl:
      return jpeg_xl::walk(file, parts);
    case Format::Matroska:
    case Format::WebM:
      return ebml::walk(file, parts);
    case Format::Mxf:
      return mxf::walk(file, parts);
    case Format::Mp3:
      return mpeg_audio::walk(file, parts);
    case Format::Flac:
      return flac::walk(file, parts);
    case Format::Ogg:
      return ogg::walk(file, parts);
    case Format::Pdf:
      return pdf::walk(file, parts);
    case Format::Svg:
      return svg::walk(file, parts);
    case Format::Exr:
      return exr::walk(file, parts);
    case Format::Dpx:
    case Format::Cineon:
      return dpx::walk(file, parts);
    case Format::Xmp:
      return xmp::walk(file, "XMP", parts);
    case Format::C2pa:
      return read_sidecar(file, parts);
    case Format::ProjectZip:
      return file.error(zip::faults::project_not_read);
    case Format::Text:
      return front_matter::walk(file, parts);
    case Format::Unknown:
    case Format::Jpeg2000:
    case Format::Bmp:
    case Format::Psd:
    case Format::MpegTs:
    case Format::MpegPs:
    case Format::Flv:
    case Format::Asf:
    case Format::R3d:
    case Format::ArriRaw:
    case Format::Aiff:
    case Format::Aac:
    case Format::Xml:
    case Format::Zip:
    case Format::OfficeZip:
    case Format::Gzip:
    case Format::SevenZip:
    case Format::Rar:
    case Format::Font:
    case Format::Executable:
      return {};
  }
  return {};
}

}  // namespace gg
