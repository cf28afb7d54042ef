#include "formats/dpx/dpx.h"

#include "base/text.h"
#include "formats/dpx/faults.h"

#include <array>
#include <optional>
#include <string_view>

namespace gg::dpx {
namespace {

constexpr std::uint32_t big_endian_magic = 0x53445058;     // "SDPX"
constexpr std::uint32_t little_endian_magic = 0x58504453;  // "XPDS"
constexpr std::uint64_t header_bytes = 2048;               // generic and industry headers together

/// A text of fixed width in the header.
struct TextField {
  std::string_view key;
  std::uint64_t offset;
  std::uint64_t size_bytes;
};

constexpr std::array text_fields = {
    TextField{"Version", 8, 8},
    TextField{"FileName", 36, 100},
    TextField{"CreationDateTime", 136, 24},
    TextField{"Creator", 160, 100},
    TextField{"Project", 260, 200},
    TextField{"Copyright", 460, 200},
    TextField{"SourceImageFileName", 1432, 100},
    TextField{"SourceImageDateTime", 1532, 24},
    TextField{"InputDeviceName", 1556, 32},
    TextField{"InputDeviceSerialNumber", 1588, 32},
    TextField{"FilmManufacturerId", 1664, 2},
    TextField{"FilmType", 1666, 2},
    TextField{"Format", 1680, 32},
    TextField{"FrameIdentification", 1732, 32},
    TextField{"SlateInformation", 1764, 100},
};

constexpr std::uint64_t width_offset = 772;
constexpr std::uint64_t time_code_offset = 1920;
constexpr std::uint32_t undefined_number = 0xFFFFFFFF;

/// Up to the first NUL; nothing where all bytes are ones, or none is left.
std::optional<std::string> text_of(std::string raw) {
  if (raw.find_first_not_of('\xFF') == std::string::npos) return std::nullopt;
  const auto text = trimmed(std::string_view(raw).substr(0, raw.find('\0')));
  if (text.empty()) return std::nullopt;
  return guess_to_utf8(text);
}

Parsed<void> add_text(const Reader& file, const TextField& field, Parts& parts) {
  TRY_LET(auto at, file.slice(field.offset, field.size_bytes));
  const auto start = at;
  TRY_LET(auto raw, at.text(field.size_bytes));
  auto text = text_of(std::move(raw));
  if (!text) return {};
  return parts.add({Carrier::DpxHeader,
                    std::string(field.key),
                    *std::move(text),
                    {"DPX/" + std::string(field.key), start.offset(), field.size_bytes}},
                   start);
}

/// SMPTE time code as binary-coded decimal: "01:02:03:04".
std::string time_code_text(std::uint32_t packed) {
  std::string text;
  for (const unsigned shift : {24U, 16U, 8U, 0U}) {
    if (!text.empty()) text += ':';
    text += static_cast<char>('0' + (packed >> (shift + 4U) & 15U));
    text += static_cast<char>('0' + (packed >> shift & 15U));
  }
  return text;
}

bool is_decimal(std::uint32_t packed) {
  for (unsigned shift = 0; shift < 32; shift += 4)
    if ((packed >> shift & 15U) > 9) return false;
  return true;
}

Parsed<void> add_time_code(const Reader& file, Endian order, Parts& parts) {
  TRY_LET(auto at, file.slice(time_code_offset, 4));
  const auto start = at;
  TRY_LET(const auto packed, at.u32(order));
  if (packed == undefined_number || !is_decimal(packed)) return {};
  return parts.add(
      {Carrier::DpxHeader, "TimeCode", time_code_text(packed), {"DPX/TimeCode", start.offset(), 4}},
      start);
}

Parsed<void> read_picture_size(const Reader& file, Endian order, Parts& parts) {
  TRY_LET(auto at, file.slice(width_offset, 8));
  TRY_LET(const auto width, at.u32(order));
  TRY_LET(const auto height, at.u32(order));
  if (width != undefined_number && height != undefined_number)
    parts.picture = PictureSize{width, height};
  return {};
}

}  // namespace

Parsed<void> walk(Reader file, Parts& parts) {
  const auto whole = file;
  TRY_LET(const auto magic, file.u32());
  if (magic != big_endian_magic && magic != little_endian_magic)
    return whole.error(faults::bad_magic);
  const auto order = magic == big_endian_magic ? Endian::Big : Endian::Little;
  TRY_LET(const auto image_offset, file.u32(order));
  if (image_offset < 1664) return whole.error(faults::bad_header_size);
  TRY(read_picture_size(whole, order, parts));
  for (const auto& field : text_fields) TRY(add_text(whole, field, parts));
  TRY(add_time_code(whole, order, parts));
  if (image_offset > header_bytes)
    TRY(add_text(whole, {"UserIdentification", header_bytes, 32}, parts));
  return {};
}

}  // namespace gg::dpx
