#include "container/sniff.h"

#include <algorithm>

namespace gg::sniffing {
namespace {

using namespace std::string_view_literals;

/// Fixed bytes at a fixed place.
struct Signature {
  std::size_t offset;
  std::string_view bytes;
  Format format;
};

// clang-format off
constexpr Signature signatures[] = {
    {0, "\x89PNG\r\n\x1A\n"sv, Format::Png},
    {0, "\xFF\xD8\xFF"sv, Format::Jpeg},
    {0, "GIF87a"sv, Format::Gif},
    {0, "GIF89a"sv, Format::Gif},
    {0, "II*\0"sv, Format::Tiff},
    {0, "MM\0*"sv, Format::Tiff},
    {0, "II+\0"sv, Format::BigTiff},
    {0, "MM\0+"sv, Format::BigTiff},
    {0, "\xFF\x4F\xFF\x51"sv, Format::Jpeg2000},
    {0, "\xFF\x0A"sv, Format::JpegXl},
    {0, "8BPS"sv, Format::Psd},
    {0, "\x76\x2F\x31\x01"sv, Format::Exr},
    {0, "SDPX"sv, Format::Dpx},
    {0, "XPDS"sv, Format::Dpx},
    {0, "\x80\x2A\x5F\xD7"sv, Format::Cineon},
    {0, "\xD7\x5F\x2A\x80"sv, Format::Cineon},
    {0, "\x1A\x45\xDF\xA3"sv, Format::Matroska},
    {0, "\x06\x0E\x2B\x34\x02\x05\x01\x01\x0D\x01\x02\x01\x01"sv, Format::Mxf},
    {0, "\0\0\x01\xBA"sv, Format::MpegPs},
    {0, "FLV\x01"sv, Format::Flv},
    {0, "\x30\x26\xB2\x75\x8E\x66\xCF\x11\xA6\xD9\x00\xAA\x00\x62\xCE\x6C"sv, Format::Asf},
    {4, "RED1"sv, Format::R3d},
    {4, "RED2"sv, Format::R3d},
    {0, "ARRI\x12\x34\x56\x78"sv, Format::ArriRaw},
    {0, "ARRI\x78\x56\x34\x12"sv, Format::ArriRaw},
    {0, "fLaC"sv, Format::Flac},
    {0, "OggS"sv, Format::Ogg},
    {0, "PK\x03\x04"sv, Format::Zip},
    {0, "PK\x05\x06"sv, Format::Zip},
    {0, "\x1F\x8B\x08"sv, Format::Gzip},
    {0, "7z\xBC\xAF\x27\x1C"sv, Format::SevenZip},
    {0, "Rar!\x1A\x07"sv, Format::Rar},
    {0, "OTTO"sv, Format::Font},
    {0, "ttcf"sv, Format::Font},
    {0, "wOFF"sv, Format::Font},
    {0, "wOF2"sv, Format::Font},
    {0, "\x7F" "ELF"sv, Format::Executable},
    {0, "\xCF\xFA\xED\xFE"sv, Format::Executable},
    {0, "\xCE\xFA\xED\xFE"sv, Format::Executable},
};
// clang-format on

bool has(std::string_view head, std::size_t offset, std::string_view bytes) {
  return head.size() >= offset && head.substr(offset).starts_with(bytes);
}

std::uint32_t le32(std::string_view head, std::size_t offset) {
  std::uint32_t value = 0;
  for (std::size_t index = 4; index-- > 0;)
    value = value << 8U | static_cast<unsigned char>(head.at(offset + index));
  return value;
}

/// RIFF and IFF by their form type.
std::optional<Format> by_form(std::string_view head) {
  if (has(head, 0, "RIFF")) {
    if (has(head, 8, "WAVE")) return Format::Wav;
    if (has(head, 8, "AVI ")) return Format::Avi;
    if (has(head, 8, "WEBP")) return Format::WebP;
  }
  if ((has(head, 0, "RF64") || has(head, 0, "BW64")) && has(head, 8, "WAVE")) return Format::Rf64;
  if (has(head, 0, "FORM") && (has(head, 8, "AIFF") || has(head, 8, "AIFC"))) return Format::Aiff;
  return std::nullopt;
}

/// Signatures so short that the header behind them must make sense too.
std::optional<Format> by_short_signature(std::string_view head, Reader file) {
  if (has(head, 0, "BM") && head.size() >= 18) {
    const auto header_bytes = le32(head, 14);
    const bool known = header_bytes == 12 || (header_bytes >= 16 && header_bytes <= 124);
    if (known && le32(head, 10) < file.size()) return Format::Bmp;
  }
  if (has(head, 0, "MZ") && head.size() >= 64) {
    const auto offset = le32(head, 60);
    if (has(head, offset, "PE\0\0"sv) || (offset >= head.size() && offset < file.size()))
      return Format::Executable;
  }
  if ((has(head, 0, "\0\x01\0\0\0"sv) || has(head, 0, "true\0"sv)) && head.size() >= 16) {
    const auto tag = head.substr(12, 4);  // of the first table
    const auto is_tag_letter = [](char c) { return c >= ' ' && c <= '~'; };
    if (head[5] != 0 && std::ranges::all_of(tag, is_tag_letter)) return Format::Font;
  }
  if (head.substr(0, std::min<std::size_t>(head.size(), 1024)).find("%PDF-") !=
      std::string_view::npos)
    return Format::Pdf;
  return std::nullopt;
}

/// True when the first directory of a TIFF holds DNGVersion (tag 50706). Tags stand in order.
Parsed<bool> has_dng_version(Reader file) {
  constexpr std::uint16_t dng_version = 50706;
  constexpr std::uint16_t entries_max = 512;
  auto in = file;
  TRY_LET(const auto mark, in.u16());
  const auto order = mark == 0x4949 ? Endian::Little : Endian::Big;
  TRY(in.skip(2));
  TRY_LET(const auto offset, in.u32(order));
  TRY_LET(auto directory, file.from(offset));
  TRY_LET(const auto count, directory.u16(order));
  for (std::uint16_t entry = 0; entry < std::min(count, entries_max); ++entry) {
    TRY_LET(const auto tag, directory.u16(order));
    if (tag == dng_version) return true;
    TRY(directory.skip(10));
  }
  return false;
}

/// What stands behind an ID3v2 tag: FLAC and AAC streams are tagged like MP3. Its size is stored
/// seven bits a byte.
Format behind_id3(std::string_view head, Reader file) {
  if (head.size() < 10) return Format::Mp3;
  std::uint64_t size_bytes = 10;
  std::uint64_t tag_bytes = 0;
  for (std::size_t index = 6; index < 10; ++index)
    tag_bytes = tag_bytes << 7U | (static_cast<unsigned char>(head[index]) & 0x7FU);
  size_bytes += tag_bytes;
  auto audio = file.from(size_bytes);
  if (!audio) return Format::Mp3;
  const auto mark = audio->u32();
  if (!mark) return Format::Mp3;
  if (*mark == 0x664C6143) return Format::Flac;                  // "fLaC"
  if ((*mark & 0xFFF60000U) == 0xFFF00000U) return Format::Aac;  // ADTS: layer is always 0
  return Format::Mp3;
}

Format refined(Format format, std::string_view head, Reader file) {
  if (format == Format::Tiff && has_dng_version(file).value_or(false)) return Format::Dng;
  if (format == Format::Zip) return kind_of_zip(file);
  if (format == Format::Matroska && head.substr(0, 64).find("webm") != std::string_view::npos)
    return Format::WebM;
  return format;
}

}  // namespace

std::optional<Format> by_signature(std::string_view head, Reader file) {
  for (const auto& signature : signatures)
    if (has(head, signature.offset, signature.bytes)) return refined(signature.format, head, file);
  if (has(head, 0, "ID3")) return behind_id3(head, file);
  if (const auto form = by_form(head)) return form;
  return by_short_signature(head, file);
}

}  // namespace gg::sniffing
