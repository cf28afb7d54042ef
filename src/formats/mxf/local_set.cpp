#include "formats/mxf/local_set.h"

#include "base/text.h"
#include "formats/mxf/faults.h"

#include <algorithm>
#include <cstdio>

namespace gg::mxf {
namespace {

using namespace std::string_view_literals;

/// Numbers of the sets (ST 377-1 annex A) and tags of their properties.
enum SetNumber : unsigned {
  generic_picture = 0x27,
  cdci = 0x28,
  rgba = 0x29,
  preface = 0x2F,
  identification = 0x30,
  material_package = 0x36,
  source_package = 0x37,
  tagged_value = 0x3F,
  mpeg2_picture = 0x51
};

enum class PropertyType : std::uint8_t { Text, Version, Date };

struct Property {
  unsigned set;
  std::uint16_t tag;
  PropertyType type;
  std::string_view name;
};

constexpr Property properties[] = {
    {identification, 0x3C01, PropertyType::Text, "CompanyName"},
    {identification, 0x3C02, PropertyType::Text, "ProductName"},
    {identification, 0x3C03, PropertyType::Version, "ProductVersion"},
    {identification, 0x3C04, PropertyType::Text, "VersionString"},
    {identification, 0x3C06, PropertyType::Date, "ModificationDate"},
    {identification, 0x3C07, PropertyType::Version, "ToolkitVersion"},
    {identification, 0x3C08, PropertyType::Text, "Platform"},
    {preface, 0x3B02, PropertyType::Date, "LastModifiedDate"},
    {material_package, 0x4402, PropertyType::Text, "PackageName"},
    {source_package, 0x4402, PropertyType::Text, "PackageName"},
};

std::string_view set_name(unsigned number) {
  switch (number) {
    case preface:
      return "Preface";
    case identification:
      return "Identification";
    case material_package:
      return "MaterialPackage";
    case source_package:
      return "SourcePackage";
    case tagged_value:
      return "TaggedValue";
    default:
      return "Descriptor";
  }
}

/// One property of a set: two bytes of tag, two of length.
struct Item {
  std::uint16_t tag;
  Reader value;
  std::uint64_t offset;
};

Parsed<Item> next_item(Reader& in) {
  const auto offset = in.offset();
  TRY_LET(const auto tag, in.u16());
  TRY_LET(const auto size_bytes, in.u16());
  TRY_LET(const auto value, in.child(size_bytes));
  return Item{tag, value, offset};
}

/// UTF-16 text up to its first NUL.
Parsed<std::string> read_text(Reader value, Utf16Order order = Utf16Order::Big) {
  TRY_LET(const auto bytes, value.text(value.remaining()));
  auto text = utf16_to_utf8(bytes, order);
  text.resize(std::min(text.find('\0'), text.size()));
  return text;
}

/// Five numbers: major, minor, patch, build, release. Source: ST 377-1 section 4.3.
Parsed<std::string> read_version(Reader value) {
  if (value.remaining() != 10) return value.error(faults::bad_property_size);
  std::string text;
  for (int index = 0; index < 4; ++index) {
    TRY_LET(const auto number, value.u16());
    if (index > 0) text += '.';
    text += std::to_string(number);
  }
  return text;
}

/// Year, month, day, hour, minute, second, quarter milliseconds; empty when not stated (all zero).
Parsed<std::string> read_date(Reader value) {
  if (value.remaining() != 8) return value.error(faults::bad_property_size);
  TRY_LET(const unsigned year, value.u16());
  TRY_LET(const unsigned month, value.u8());
  TRY_LET(const unsigned day, value.u8());
  TRY_LET(const unsigned hour, value.u8());
  TRY_LET(const unsigned minute, value.u8());
  TRY_LET(const unsigned second, value.u8());
  TRY_LET(const unsigned quarter_ms, value.u8());
  if (year == 0 && month == 0 && day == 0) return std::string{};
  char text[40];
  const int size = std::snprintf(text, sizeof(text), "%04u-%02u-%02uT%02u:%02u:%02u.%03uZ", year,
                                 month, day, hour, minute, second, quarter_ms * 4);
  return std::string(text, static_cast<std::size_t>(size));
}

Parsed<std::string> read_value(PropertyType type, const Reader& value) {
  switch (type) {
    case PropertyType::Text:
      return read_text(value);
    case PropertyType::Version:
      return read_version(value);
    case PropertyType::Date:
      return read_date(value);
  }
  return std::string{};
}

Parsed<void> add(std::string name, std::string text, const Item& item, std::string path,
                 Parts& parts) {
  if (text.empty()) return {};
  return parts.add({Carrier::MxfProperty,
                    std::move(name),
                    std::move(text),
                    {std::move(path), item.offset, 4 + item.value.size()}},
                   item.value);
}

/// An indirect value of AAF: byte order, type, value. Texts and 32-bit integers are read, others
/// give nothing.
Parsed<std::string> read_indirect(Reader value) {
  TRY_LET(const auto order, value.u8());
  TRY_LET(const auto type, value.text(16));
  const bool big = order == 'B';
  if (!big && order != 'L') return std::string{};
  if (type.starts_with(big ? "\x01\x10\x02\x00"sv : "\x00\x02\x10\x01"sv))
    return read_text(value, big ? Utf16Order::Big : Utf16Order::Little);
  if (type.starts_with(big ? "\x01\x01\x07\x00"sv : "\x00\x07\x01\x01"sv)) {
    TRY_LET(const auto number, value.u32(big ? Endian::Big : Endian::Little));
    return std::to_string(static_cast<std::int32_t>(number));
  }
  return std::string{};
}

/// A name and a value, as Avid writes the comments of a clip.
Parsed<void> read_tagged_value(Reader in, const std::string& path, Parts& parts) {
  constexpr std::uint16_t name_tag = 0x5001;
  constexpr std::uint16_t value_tag = 0x5003;
  std::string name;
  std::optional<Item> value;
  while (!in.at_end()) {
    TRY(parts.budget().charge_item(in));
    TRY_LET(const auto item, next_item(in));
    if (item.tag == name_tag) {
      TRY_LET(name, read_text(item.value));
    }
    if (item.tag == value_tag) value = item;
  }
  if (!value) return {};
  TRY_LET(auto text, read_indirect(value->value));
  return add("TaggedValue:" + name, std::move(text), *value, path + "[" + name + "]", parts);
}

/// Stored width and height; the height of one field counts twice. The first picture wins.
Parsed<void> read_picture(Reader in, Parts& parts) {
  constexpr std::uint8_t separate_fields = 1;
  PictureSize picture;
  bool fields = false;
  while (!in.at_end()) {
    TRY(parts.budget().charge_item(in));
    TRY_LET(auto item, next_item(in));
    if (item.tag == 0x3203) {
      TRY_LET(picture.width_pixels, item.value.u32());
    } else if (item.tag == 0x3202) {
      TRY_LET(picture.height_pixels, item.value.u32());
    } else if (item.tag == 0x320C) {
      TRY_LET(const auto layout, item.value.u8());
      fields = layout == separate_fields;
    }
  }
  if (fields && picture.height_pixels < 0x80000000U) picture.height_pixels *= 2;
  if (!parts.picture && picture.width_pixels != 0) parts.picture = picture;
  return {};
}

Parsed<void> read_properties(unsigned set, Reader in, const std::string& path, Parts& parts) {
  while (!in.at_end()) {
    TRY(parts.budget().charge_item(in));
    TRY_LET(const auto item, next_item(in));
    const auto* property = std::ranges::find_if(
        properties, [&](const Property& each) { return each.set == set && each.tag == item.tag; });
    if (property == std::end(properties)) continue;
    TRY_LET(auto text, read_value(property->type, item.value));
    TRY(add(std::string(property->name), std::move(text), item,
            path + "/" + std::string(property->name), parts));
  }
  return {};
}

}  // namespace

Parsed<void> read_set(const Klv& set, std::string_view path, Parts& parts) {
  const auto number = set_number(set.key);
  const auto way = std::string(path) + "/" + std::string(set_name(number));
  switch (number) {
    case generic_picture:
    case cdci:
    case rgba:
    case mpeg2_picture:
      return read_picture(set.value, parts);
    case tagged_value:
      return read_tagged_value(set.value, way, parts);
    case preface:
    case identification:
    case material_package:
    case source_package:
      return read_properties(number, set.value, way, parts);
    default:
      return {};
  }
}

}  // namespace gg::mxf
