#include "formats/exr/attribute.h"

#include "base/text.h"
#include "formats/exr/faults.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstdint>
#include <string_view>

namespace gg::exr {
namespace {

constexpr std::int64_t pixels_max = 0xFFFFFFFF;

enum class NumberKind : std::uint8_t { Byte, Int, Unsigned, Float, Double };

/// A type that is a row of numbers of one kind.
struct NumberRow {
  std::string_view type;
  NumberKind kind;
  std::uint32_t count;
};

constexpr auto number_rows = std::to_array<NumberRow>({
    {"int", NumberKind::Int, 1},
    {"float", NumberKind::Float, 1},
    {"double", NumberKind::Double, 1},
    {"compression", NumberKind::Byte, 1},
    {"lineOrder", NumberKind::Byte, 1},
    {"envmap", NumberKind::Byte, 1},
    {"deepImageState", NumberKind::Byte, 1},
    {"box2i", NumberKind::Int, 4},
    {"box2f", NumberKind::Float, 4},
    {"v2i", NumberKind::Int, 2},
    {"v2f", NumberKind::Float, 2},
    {"v2d", NumberKind::Double, 2},
    {"v3i", NumberKind::Int, 3},
    {"v3f", NumberKind::Float, 3},
    {"v3d", NumberKind::Double, 3},
    {"m33f", NumberKind::Float, 9},
    {"m33d", NumberKind::Double, 9},
    {"m44f", NumberKind::Float, 16},
    {"m44d", NumberKind::Double, 16},
    {"timecode", NumberKind::Unsigned, 2},
    {"keycode", NumberKind::Int, 7},
});

/// The shortest text that gives the number back.
template <class T>
std::string number_text(T value) {
  std::array<char, 64> buffer{};
  const auto end = std::to_chars(buffer.begin(), buffer.end(), value).ptr;
  return {buffer.begin(), end};
}

Parsed<std::string> read_number(Reader& in, NumberKind kind) {
  switch (kind) {
    case NumberKind::Byte: {
      TRY_LET(const auto value, in.u8());
      return number_text(unsigned{value});
    }
    case NumberKind::Int: {
      TRY_LET(const auto value, in.u32_le());
      return number_text(static_cast<std::int32_t>(value));
    }
    case NumberKind::Unsigned: {
      TRY_LET(const auto value, in.u32_le());
      return number_text(value);
    }
    case NumberKind::Float: {
      TRY_LET(const auto value, in.u32_le());
      return number_text(std::bit_cast<float>(value));
    }
    case NumberKind::Double:
      break;
  }
  TRY_LET(const auto value, in.u64_le());
  return number_text(std::bit_cast<double>(value));
}

Parsed<std::string> read_numbers(Reader in, const NumberRow& row) {
  std::string text;
  for (std::uint32_t index = 0; index < row.count; ++index) {
    TRY_LET(const auto number, read_number(in, row.kind));
    text += (index == 0 ? "" : " ") + number;
  }
  return text;
}

Parsed<std::string> read_text(Reader& in, std::uint64_t size, Parts& parts) {
  TRY(parts.budget().charge_bytes(size, in));
  TRY_LET(const auto raw, in.text(size));
  return guess_to_utf8(std::string_view(raw).substr(0, raw.find('\0')));
}

Parsed<std::vector<std::string>> read_string_vector(Reader in, Parts& parts) {
  std::vector<std::string> texts;
  while (!in.at_end()) {
    TRY(parts.budget().charge_item(in));
    const auto at = in;
    TRY_LET(const auto size, in.u32_le());
    if (size > in.remaining()) return at.error(faults::bad_attribute);
    TRY_LET(auto text, read_text(in, size, parts));
    texts.push_back(std::move(text));
  }
  return texts;
}

/// The names of the channels: each a text with its NUL and 16 bytes; an empty name ends the list.
Parsed<std::string> read_channels(Reader in, Parts& parts) {
  TRY(parts.budget().charge_bytes(in.remaining(), in));
  std::string names;
  while (true) {
    TRY(parts.budget().charge_item(in));
    std::string name;
    TRY_LET(auto letter, in.u8());
    for (; letter != 0;) {
      name += static_cast<char>(letter);
      TRY_LET(letter, in.u8());
    }
    if (name.empty()) return names;
    names += (names.empty() ? "" : " ") + guess_to_utf8(name);
    TRY(in.skip(16));
  }
}

Parsed<std::string> read_rational(Reader in) {
  TRY_LET(const auto numerator, in.u32_le());
  TRY_LET(const auto denominator, in.u32_le());
  return number_text(static_cast<std::int32_t>(numerator)) + "/" + number_text(denominator);
}

/// Widest to narrowest of one side of a window; as 64 bits, so that nothing overflows.
Parsed<std::uint32_t> side_pixels(std::uint32_t min, std::uint32_t max, const Reader& at) {
  const auto side =
      std::int64_t{static_cast<std::int32_t>(max)} - static_cast<std::int32_t>(min) + 1;
  if (side < 1 || side > pixels_max) return at.error(faults::bad_window);
  return static_cast<std::uint32_t>(side);
}

Parsed<std::string> value_text(const Attribute& attribute, Parts& parts) {
  auto in = attribute.value;
  if (attribute.type == "string") return read_text(in, in.remaining(), parts);
  if (attribute.type == "chlist") return read_channels(in, parts);
  if (attribute.type == "rational") return read_rational(in);
  const auto row = std::ranges::find(number_rows, attribute.type, &NumberRow::type);
  if (row != number_rows.end()) return read_numbers(in, *row);
  return attribute.type + ", " + number_text(in.remaining()) + " bytes";
}

}  // namespace

Parsed<std::vector<std::string>> value_texts(const Attribute& attribute, Parts& parts) {
  if (attribute.type == "stringvector") return read_string_vector(attribute.value, parts);
  TRY_LET(auto text, value_text(attribute, parts));
  return std::vector<std::string>{std::move(text)};
}

Parsed<PictureSize> window_size(Reader value) {
  const auto at = value;
  TRY_LET(const auto left, value.u32_le());
  TRY_LET(const auto top, value.u32_le());
  TRY_LET(const auto right, value.u32_le());
  TRY_LET(const auto bottom, value.u32_le());
  PictureSize size;
  TRY_LET(size.width_pixels, side_pixels(left, right, at));
  TRY_LET(size.height_pixels, side_pixels(top, bottom, at));
  return size;
}

}  // namespace gg::exr
