#include "formats/dpx/dpx.h"

#include "base/text.h"
#include "formats/dpx/faults.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <span>
#include <string>

namespace gg::dpx {
namespace {

constexpr std::uint32_t undefined_number = 0xFFFFFFFFU;
constexpr std::uint64_t user_text_bytes_max = 64U << 10;

enum class Kind : std::uint8_t { Text, Real, TimeCode, UserBits };

/// One field of a fixed header. Sizes and offsets in bytes from the start of the file.
struct HeaderField {
  std::string_view name;
  Kind kind;
  std::uint64_t offset;
  std::uint64_t size_bytes;
};

constexpr std::uint64_t dpx_generic_end = 1664;  ///< Generic, image and orientation headers.
constexpr std::uint64_t dpx_user_id = 2048;
constexpr std::uint64_t dpx_user_data = 2080;

// SMPTE ST 268-1 tables 1 to 5.
constexpr auto dpx_fields = std::to_array<HeaderField>({
    {"FileName", Kind::Text, 36, 100},           {"CreationDateTime", Kind::Text, 136, 24},
    {"Creator", Kind::Text, 160, 100},           {"ProjectName", Kind::Text, 260, 200},
    {"Copyright", Kind::Text, 460, 200},         {"ImageDescription", Kind::Text, 820, 32},
    {"SourceFileName", Kind::Text, 1432, 100},   {"SourceDateTime", Kind::Text, 1532, 24},
    {"InputDeviceName", Kind::Text, 1556, 32},   {"InputDeviceSerialNumber", Kind::Text, 1588, 32},
    {"FilmManufacturerId", Kind::Text, 1664, 2}, {"FilmType", Kind::Text, 1666, 2},
    {"FilmPrefix", Kind::Text, 1670, 6},         {"FilmCount", Kind::Text, 1676, 4},
    {"FilmFormat", Kind::Text, 1680, 32},        {"FilmFrameRate", Kind::Real, 1724, 4},
    {"FrameId", Kind::Text, 1732, 32},           {"SlateInformation", Kind::Text, 1764, 100},
    {"TimeCode", Kind::TimeCode, 1920, 4},       {"UserBits", Kind::UserBits, 1924, 4},
    {"FrameRate", Kind::Real, 1940, 4},          {"UserDataId", Kind::Text, dpx_user_id, 32},
});

// Cineon image file format 4.5: file information, label, origination and film headers.
constexpr auto cineon_fields = std::to_array<HeaderField>({
    {"FileName", Kind::Text, 32, 100},
    {"CreationDate", Kind::Text, 132, 12},
    {"CreationTime", Kind::Text, 144, 12},
    {"ImageDescription", Kind::Text, 452, 200},
    {"SourceFileName", Kind::Text, 720, 100},
    {"SourceDate", Kind::Text, 820, 12},
    {"SourceTime", Kind::Text, 832, 12},
    {"InputDeviceName", Kind::Text, 844, 64},
    {"InputDeviceModel", Kind::Text, 908, 32},
    {"InputDeviceSerialNumber", Kind::Text, 940, 32},
    {"FilmFormat", Kind::Text, 1036, 32},
    {"FilmFrameRate", Kind::Real, 1072, 4},
    {"FrameId", Kind::Text, 1076, 32},
    {"SlateInformation", Kind::Text, 1108, 200},
});

/// How one kind of file is laid out.
struct Layout {
  std::string_view name;
  Endian order = Endian::Big;
  std::uint64_t width_offset = 0;  ///< The height is behind the width.
  std::uint64_t needed_bytes = 0;  ///< Less is a cut header; later headers may be absent.
  std::span<const HeaderField> fields;
};

std::string hex_text(std::uint32_t value) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (unsigned shift = 32; shift > 0;) {
    shift -= 4;
    text += digits[value >> shift & 15U];
  }
  return text;
}

/// Eight decimal digits, two by two: hours, minutes, seconds, frames. Empty where they are none.
std::string time_code_text(std::uint32_t raw) {
  const auto digits = hex_text(raw);
  if (digits.find_first_not_of("0123456789") != std::string::npos) return {};
  return digits.substr(0, 2) + ":" + digits.substr(2, 2) + ":" + digits.substr(4, 2) + ":" +
         digits.substr(6, 2);
}

/// The shortest text that gives the number back; nothing for what is no rate.
std::string real_text(std::uint32_t raw) {
  const auto value = std::bit_cast<float>(raw);
  if (!std::isfinite(value) || value == 0) return {};
  std::array<char, 64> buffer{};
  return {buffer.begin(), std::to_chars(buffer.begin(), buffer.end(), value).ptr};
}

Parsed<std::string> read_text(Reader in, Parts& parts) {
  TRY(parts.budget().charge_bytes(in.remaining(), in));
  TRY_LET(const auto raw, in.text(in.remaining()));
  auto text = std::string_view(raw).substr(0, raw.find('\0'));
  text = text.substr(0, text.find('\xFF'));  // undefined bytes have all bits set
  return guess_to_utf8(trimmed(text));
}

Parsed<std::string> read_value(Reader in, const HeaderField& field, Endian order, Parts& parts) {
  if (field.kind == Kind::Text) return read_text(in, parts);
  TRY_LET(const auto raw, in.u32(order));
  if (raw == undefined_number) return std::string();
  switch (field.kind) {
    case Kind::Real:
      return real_text(raw);
    case Kind::TimeCode:
      return time_code_text(raw);
    case Kind::UserBits:
      return raw == 0 ? std::string() : hex_text(raw);
    case Kind::Text:
      break;
  }
  return std::string();
}

Parsed<void> add(std::string_view name, std::string value, const Layout& layout, const Reader& at,
                 Parts& parts) {
  if (value.empty()) return {};
  return parts.add(
      {Carrier::DpxHeader,
       std::string(name),
       std::move(value),
       {std::string(layout.name) + "/" + std::string(name), at.offset(), at.remaining()}},
      at);
}

Parsed<void> read_fields(const Reader& header, const Layout& layout, Parts& parts) {
  for (const auto& field : layout.fields) {
    if (field.offset + field.size_bytes > header.size()) return {};  // optional headers left out
    TRY_LET(const auto in, header.slice(field.offset, field.size_bytes));
    TRY_LET(auto value, read_value(in, field, layout.order, parts));
    TRY(add(field.name, std::move(value), layout, in, parts));
  }
  return {};
}

Parsed<void> read_picture_size(const Reader& header, const Layout& layout, Parts& parts) {
  TRY_LET(auto in, header.from(layout.width_offset));
  PictureSize size;
  TRY_LET(size.width_pixels, in.u32(layout.order));
  TRY_LET(size.height_pixels, in.u32(layout.order));
  parts.picture = size;
  return {};
}

/// What stands between the user's id and the picture, where it is text.
Parsed<void> read_user_data(const Reader& header, const Layout& layout, Parts& parts) {
  if (header.size() <= dpx_user_data || header.size() - dpx_user_data > user_text_bytes_max)
    return {};
  TRY_LET(const auto in, header.from(dpx_user_data));
  auto bytes = in;
  TRY(parts.budget().charge_bytes(bytes.remaining(), bytes));
  TRY_LET(const auto raw, bytes.text(bytes.remaining()));
  const auto text = trimmed(raw);
  const auto is_control = [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t';
  };
  if (!is_utf8(text) || std::ranges::any_of(text, is_control)) return {};
  return add("UserData", std::string(text), layout, in, parts);
}

Parsed<void> walk_header(const Reader& file, const Layout& layout, Parts& parts) {
  if (file.size() < layout.needed_bytes) {
    TRY_LET(auto end, file.from(file.size()));
    return end.error(faults::header_cut);
  }
  TRY_LET(auto in, file.from(4));
  const auto at = in;
  TRY_LET(const auto image_offset, in.u32(layout.order));
  const bool is_inside = image_offset >= layout.needed_bytes && image_offset <= file.size();
  if (!is_inside)
    parts.note(std::string(layout.name), ParseError{&faults::bad_image_offset, at.offset()});
  // Where the picture's place is a lie, the fields that every file has still stand in theirs.
  TRY_LET(const auto header, file.slice(0, is_inside ? image_offset : layout.needed_bytes));
  TRY(read_picture_size(header, layout, parts));
  TRY(read_fields(header, layout, parts));
  if (layout.name == "DPX") return read_user_data(header, layout, parts);
  return {};
}

}  // namespace

Parsed<void> walk(Reader file, Parts& parts) {
  const Layout dpx{
      .name = "DPX", .width_offset = 772, .needed_bytes = dpx_generic_end, .fields = dpx_fields};
  const Layout cineon{
      .name = "Cineon", .width_offset = 200, .needed_bytes = 1024, .fields = cineon_fields};
  auto in = file;
  TRY_LET(const auto magic, in.u32());
  const auto in_order = [](Layout layout, Endian order) {
    layout.order = order;
    return layout;
  };
  if (magic == 0x53445058U) return walk_header(file, in_order(dpx, Endian::Big), parts);
  if (magic == 0x58504453U) return walk_header(file, in_order(dpx, Endian::Little), parts);
  if (magic == 0x802A5FD7U) return walk_header(file, in_order(cineon, Endian::Big), parts);
  if (magic == 0xD75F2A80U) return walk_header(file, in_order(cineon, Endian::Little), parts);
  return file.error(faults::bad_magic);
}

}  // namespace gg::dpx
