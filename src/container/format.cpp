#include "container/format.h"

#include "base/check.h"

#include <array>

namespace gg {
namespace {

constexpr std::string_view octets = "application/octet-stream";

/// In the order of the enumerators. Columns: walked, holds metadata, holds credentials.
// clang-format off
constexpr FormatFacts table[] = {
    {Format::Unknown, "unknown", octets, "", false, false, false},
    {Format::Png, "PNG", "image/png", "png apng", true, true, true},
    {Format::Jpeg, "JPEG", "image/jpeg", "jpg jpeg jpe jfif mpo", true, true, true},
    {Format::Gif, "GIF", "image/gif", "gif", true, true, true},
    {Format::WebP, "WebP", "image/webp", "webp", true, true, true},
    {Format::Tiff, "TIFF", "image/tiff", "tif tiff nef cr2 arw srf sr2 pef erf 3fr iiq kdc dcr nrw srw mos", true, true, true},
    {Format::BigTiff, "BigTIFF", "image/tiff", "tif tiff btf tf8", true, true, true},
    {Format::Dng, "DNG", "image/x-adobe-dng", "dng", true, true, true},
    {Format::Heic, "HEIC", "image/heic", "heic heif hif heics heifs", true, true, true},
    {Format::Avif, "AVIF", "image/avif", "avif avifs", true, true, true},
    {Format::Jpeg2000, "JPEG 2000", "image/jp2", "jp2 j2k j2c jpx jpf jpm jph jhc", false, true, false},
    {Format::JpegXl, "JPEG XL", "image/jxl", "jxl", true, true, true},
    {Format::Bmp, "BMP", "image/bmp", "bmp dib", false, false, false},
    {Format::Psd, "Photoshop document", "image/vnd.adobe.photoshop", "psd psb psdt", false, true, false},
    {Format::Exr, "OpenEXR", "image/x-exr", "exr sxr", true, true, false},
    {Format::Dpx, "DPX", "image/x-dpx", "dpx", true, true, false},
    {Format::Cineon, "Cineon", "image/x-cineon", "cin", true, true, false},
    {Format::Mp4, "MP4 (ISO base media file)", "video/mp4", "mp4 m4v m4s mp4v 3gp 3g2 cmfv cmfa cmft f4v insv cr3 mj2", true, true, true},
    {Format::QuickTime, "QuickTime movie", "video/quicktime", "mov qt", true, true, true},
    {Format::Matroska, "Matroska", "video/matroska", "mkv mka mk3d mks", true, true, false},
    {Format::WebM, "WebM", "video/webm", "webm weba", true, true, false},
    {Format::Avi, "AVI", "video/vnd.avi", "avi", true, true, true},
    {Format::Mxf, "MXF", "application/mxf", "mxf", true, true, false},
    {Format::MpegTs, "MPEG transport stream", "video/mp2t", "ts m2ts mts m2t tsv tsa", false, false, false},
    {Format::MpegPs, "MPEG program stream", "video/mp2p", "mpg mpeg vob m2p ps mod evo", false, false, false},
    {Format::Flv, "Flash video", "video/x-flv", "flv", false, true, false},
    {Format::Asf, "Windows Media", "video/x-ms-asf", "wmv wma asf", false, true, false},
    {Format::R3d, "REDCODE RAW", octets, "r3d", false, true, false},
    {Format::Braw, "Blackmagic RAW", octets, "braw", true, true, false},
    {Format::ArriRaw, "ARRIRAW", octets, "ari arx", false, true, false},
    {Format::Wav, "WAV", "audio/wav", "wav wave bwf", true, true, true},
    {Format::Rf64, "RF64 WAV", "audio/wav", "wav wave bwf rf64 bw64", true, true, true},
    {Format::Aiff, "AIFF", "audio/aiff", "aif aiff aifc", false, true, false},
    {Format::Mp3, "MP3", "audio/mpeg", "mp3 mp2 mpga", true, true, true},
    {Format::Flac, "FLAC", "audio/flac", "flac", true, true, true},
    {Format::Ogg, "Ogg", "audio/ogg", "ogg oga ogv opus spx ogx", true, true, false},
    {Format::M4a, "M4A", "audio/mp4", "m4a m4b m4p m4r mp4 alac", true, true, true},
    {Format::Aac, "AAC stream", "audio/aac", "aac adts", false, false, false},
    {Format::Pdf, "PDF", "application/pdf", "pdf ai", true, true, true},
    {Format::Svg, "SVG", "image/svg+xml", "svg", true, true, true},
    {Format::Xmp, "XMP sidecar", "application/rdf+xml", "xmp rdf xml", true, true, false},
    {Format::Xml, "XML", "application/xml", "xml fcpxml xsl xslt xsd rdf ale itt ttml dfxp xhtml html htm plist aepx", false, false, false},
    {Format::Zip, "ZIP archive", "application/zip", "zip jar apk cbz xpi whl ipa", false, false, true},
    {Format::OfficeZip, "office document", "application/zip", "docx xlsx pptx docm xlsm pptm dotx xltx potx ppsx vsdx odt ods odp odg odf ott ots otp epub oxps xps", false, true, true},
    {Format::ProjectZip, "project archive", "application/zip", "drp drt dra procreate kra krz ora sketch usdz fig xd afphoto mogrt swatches pxd comp", false, true, false},
    {Format::Gzip, "gzip", "application/gzip", "gz tgz svgz prproj emz", false, false, false},
    {Format::SevenZip, "7z archive", "application/x-7z-compressed", "7z", false, false, false},
    {Format::Rar, "RAR archive", "application/vnd.rar", "rar cbr", false, false, false},
    {Format::Font, "font", "font/sfnt", "ttf otf ttc otc woff woff2", false, false, true},
    {Format::Text, "text", "text/plain", "", false, false, false},
    {Format::C2pa, "C2PA manifest store", "application/c2pa", "c2pa", true, true, true},
    {Format::Executable, "program", octets, "exe dll so elf o bin sys dylib out mexw64 cpl scr", false, false, false},
};
// clang-format on

consteval bool every_row_stands_at_its_enumerator() {
  std::size_t index = 0;
  for (const auto& facts : table)
    if (facts.format != static_cast<Format>(index++)) return false;
  return index == static_cast<std::size_t>(Format::Executable) + 1;
}
static_assert(every_row_stands_at_its_enumerator());

}  // namespace

const FormatFacts& facts_of(Format format) {
  const auto index = static_cast<std::size_t>(format);
  GG_CHECK(index < std::size(table));
  return table[index];
}

}  // namespace gg
