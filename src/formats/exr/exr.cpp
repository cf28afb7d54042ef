#include "formats/exr/exr.h"

#include "base/text.h"
#include "formats/exr/faults.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <string>
#include <utility>

namespace gg::exr {
namespace {

constexpr std::uint32_t magic_number = 0x01312F76;
constexpr std::uint32_t multi_part_flag = 0x1000;
constexpr std::size_t name_bytes_max = 255;
constexpr std::uint32_t text_bytes_max = 4U << 20;

/// A NUL-terminated name.
Parsed<std::string> read_name(Reader& in) {
  std::string name;
  while (true) {
    TRY_LET(const auto byte, in.u8());
    if (byte == 0) return name;
    if (name.size() == name_bytes_max) return in.error(faults::name_too_long);
    name += static_cast<char>(byte);
  }
}

struct Attribute {
  std::string name;
  std::string type;
  Reader value;
  std::uint64_t offset = 0;
  std::uint64_t size_bytes = 0;
};

/// The next attribute; one without a name ends the header.
Parsed<Attribute> next_attribute(Reader& in) {
  const auto first = in.offset();
  TRY_LET(auto name, read_name(in));
  if (name.empty()) return Attribute{{}, {}, in, first, 1};
  TRY_LET(auto type, read_name(in));
  TRY_LET(const auto size, in.u32_le());
  if (size > 0x7FFFFFFFU) return in.error(faults::bad_attribute_size);
  TRY_LET(const auto value, in.child(size));
  return Attribute{std::move(name), std::move(type), value, first, in.offset() - first};
}

std::string number_text(std::uint32_t bits) {
  return std::to_string(std::bit_cast<std::int32_t>(bits));
}

Parsed<std::string> numbers_text(Reader in, int count) {
  std::string text;
  for (int index = 0; index < count; ++index) {
    TRY_LET(const auto bits, in.u32_le());
    text += (text.empty() ? "" : " ") + number_text(bits);
  }
  return text;
}

Parsed<std::string> string_list_text(Reader in, Budget& budget) {
  std::string text;
  while (!in.at_end()) {
    TRY(budget.charge_item(in));
    TRY_LET(const auto size, in.u32_le());
    TRY(budget.charge_bytes(std::min<std::uint64_t>(size, in.remaining()), in));
    TRY_LET(const auto each, in.text(size));
    text += (text.empty() ? "" : ", ") + guess_to_utf8(each);
  }
  return text;
}

Parsed<std::string> value_text(const Attribute& attribute, Budget& budget) {
  auto in = attribute.value;
  const auto& type = attribute.type;
  if (type == "string" && in.remaining() <= text_bytes_max) {
    TRY(budget.charge_bytes(in.remaining(), in));
    TRY_LET(const auto text, in.text(in.remaining()));
    return guess_to_utf8(trimmed(text));
  }
  if (type == "stringvector") return string_list_text(in, budget);
  if (type == "int") return numbers_text(in, 1);
  if (type == "v2i" || type == "rational") return numbers_text(in, 2);
  if (type == "box2i") return numbers_text(in, 4);
  if (type == "float") {
    TRY_LET(const auto bits, in.u32_le());
    return std::to_string(std::bit_cast<float>(bits));
  }
  return guess_to_utf8(type) + ", " + std::to_string(in.remaining()) + " bytes";
}

Parsed<void> read_display_window(Reader in, Parts& parts) {
  TRY_LET(const auto left, in.u32_le());
  TRY_LET(const auto top, in.u32_le());
  TRY_LET(const auto right, in.u32_le());
  TRY_LET(const auto bottom, in.u32_le());
  const auto extent = [](std::uint32_t low, std::uint32_t high) -> std::int64_t {
    return std::int64_t{std::bit_cast<std::int32_t>(high)} - std::bit_cast<std::int32_t>(low) + 1;
  };
  const auto width = extent(left, right);
  const auto height = extent(top, bottom);
  if (width > 0 && height > 0 && !parts.picture)
    parts.picture =
        PictureSize{static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height)};
  return {};
}

Parsed<void> read_attribute(const Attribute& attribute, const std::string& path, Parts& parts) {
  if (attribute.name == "displayWindow") TRY(read_display_window(attribute.value, parts));
  TRY_LET(auto text, value_text(attribute, parts.budget()));
  return parts.add({Carrier::ExrAttribute,
                    guess_to_utf8(attribute.name),
                    std::move(text),
                    {path, attribute.offset, attribute.size_bytes}},
                   attribute.value);
}

/// One header to its closing NUL; false when it was empty (the end of a list of headers).
Parsed<bool> read_header(Reader& in, const std::string& prefix, Parts& parts) {
  for (bool any = false;; any = true) {
    TRY(parts.budget().charge_item(in));
    TRY_LET(const auto attribute, next_attribute(in));
    if (attribute.name.empty()) return any;
    const auto path = prefix + guess_to_utf8(attribute.name);
    parts.tolerate(path, read_attribute(attribute, path, parts));
  }
}

}  // namespace

Parsed<void> walk(Reader file, Parts& parts) {
  const auto whole = file;
  TRY_LET(const auto magic, file.u32_le());
  if (magic != magic_number) return whole.error(faults::bad_magic);
  TRY_LET(const auto version, file.u32_le());
  if ((version & multi_part_flag) == 0) {
    TRY(read_header(file, "EXR/", parts));
    return {};
  }
  for (std::uint64_t part = 0;; ++part) {
    TRY_LET(const bool any, read_header(file, "EXR/part[" + std::to_string(part) + "]/", parts));
    if (!any) return {};
  }
}

}  // namespace gg::exr
