#include "formats/ifd/value_text.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>

namespace gg::ifd {
namespace {

bool is_control(char c) {
  const auto code = static_cast<unsigned char>(c);
  return code == 0x7F || (code < 0x20 && c != '\t' && c != '\n' && c != '\r');
}

template <class T>
void append_number(std::string& out, T number) {
  std::array<char, 32> digits{};
  const auto written = std::to_chars(digits.begin(), digits.end(), number);
  out.append(digits.begin(), written.ptr);
}

template <class T>
void append_fraction(std::string& out, T numerator, T denominator) {
  append_number(out, numerator);
  if (denominator == 1) return;
  out += '/';
  append_number(out, denominator);
}

Parsed<void> append_rational(std::string& out, Type type, Reader& in, Endian order) {
  TRY_LET(const auto numerator, in.u32(order));
  TRY_LET(const auto denominator, in.u32(order));
  if (type == Type::SRational) {
    append_fraction(out, static_cast<std::int32_t>(numerator),
                    static_cast<std::int32_t>(denominator));
  } else {
    append_fraction(out, numerator, denominator);
  }
  return {};
}

/// One value of any type but the texts.
Parsed<void> append_value(std::string& out, Type type, Reader& in, Endian order) {
  if (type == Type::Rational || type == Type::SRational)
    return append_rational(out, type, in, order);
  const auto size = value_bytes(type);
  if (size == 1) {
    TRY_LET(const auto number, in.u8());
    append_number(out, type == Type::SByte ? static_cast<std::int8_t>(number) : int{number});
  } else if (size == 2) {
    TRY_LET(const auto number, in.u16(order));
    append_number(out, type == Type::SShort ? static_cast<std::int16_t>(number) : int{number});
  } else if (size == 4) {
    TRY_LET(const auto number, in.u32(order));
    if (type == Type::Float) {
      append_number(out, std::bit_cast<float>(number));
    } else {
      append_number(out, type == Type::SLong ? std::int64_t{static_cast<std::int32_t>(number)}
                                             : std::int64_t{number});
    }
  } else {
    TRY_LET(const auto number, in.u64(order));
    if (type == Type::Double) {
      append_number(out, std::bit_cast<double>(number));
    } else if (type == Type::SLong8) {
      append_number(out, static_cast<std::int64_t>(number));
    } else {
      append_number(out, number);
    }
  }
  return {};
}

Parsed<std::string> numbers_text(const Entry& entry, Reader value, Endian order) {
  std::string out;
  const auto shown = std::min(entry.count, numbers_shown_max);
  for (std::uint64_t index = 0; index < shown; ++index) {
    if (index != 0) out += ' ';
    TRY(append_value(out, entry.type, value, order));
  }
  if (entry.count > shown) {
    out += " \xE2\x80\xA6 (";
    append_number(out, entry.count);
    out += " values)";
  }
  return out;
}

/// Bytes that may be text: a version such as "0230", a name, or plain data.
Parsed<std::string> bytes_text(const Tiff& tiff, const Entry& entry, Reader value) {
  // Four plain bytes are numbers (GPSVersionID 2 3 0 0), four undefined ones may be "0230".
  const std::uint64_t text_bytes_min = entry.type == Type::Undefined ? 2 : 8;
  if (entry.count >= text_bytes_min) {
    auto in = value;
    TRY_LET(const auto bytes, in.take(entry.count));
    if (auto text = printable_text(bytes); text && !text->empty()) return *std::move(text);
  }
  if (entry.type == Type::Undefined && entry.count > numbers_shown_max)
    return std::to_string(entry.count) + " bytes";
  return numbers_text(entry, value, tiff.order());
}

}  // namespace

bool is_printable(std::string_view text) {
  return std::ranges::none_of(text, is_control) && is_utf8(text);
}

std::string joined_text(std::string_view bytes) {
  constexpr std::size_t further_bytes_min = 4;  // cameras leave single letters behind the NUL
  const auto first = bytes.substr(0, bytes.find('\0'));
  std::string out = guess_to_utf8(trimmed(first));
  bytes.remove_prefix(std::min(first.size() + 1, bytes.size()));
  while (!bytes.empty()) {
    const auto next = bytes.substr(0, bytes.find('\0'));
    bytes.remove_prefix(std::min(next.size() + 1, bytes.size()));
    const auto text = trimmed(next);
    if (text.size() < further_bytes_min || !is_printable(text)) continue;
    if (!out.empty()) out += '\n';
    out += text;
  }
  return out;
}

std::optional<std::string> printable_text(Bytes bytes) {
  const auto is_nul_or_printable = [](std::byte byte) {
    const auto c = static_cast<char>(std::to_integer<unsigned char>(byte));
    return c == '\0' || !is_control(c);
  };
  if (!std::ranges::all_of(bytes, is_nul_or_printable)) return std::nullopt;
  const auto text = Reader::to_text(bytes);
  if (text.starts_with('\0') || !is_utf8(text)) return std::nullopt;
  return joined_text(text);
}

Parsed<std::string> value_text(const Tiff& tiff, const Entry& entry, Budget& budget) {
  TRY_LET(auto value, tiff.value(entry));
  switch (entry.type) {
    case Type::Ascii:
    case Type::Utf8: {
      TRY(budget.charge_bytes(value.remaining(), value));
      TRY_LET(const auto text, value.text(value.remaining()));
      return joined_text(text);
    }
    case Type::Byte:
    case Type::Undefined:
      if (entry.count > numbers_shown_max) TRY(budget.charge_bytes(value.remaining(), value));
      return bytes_text(tiff, entry, value);
    case Type::Short:
    case Type::Long:
    case Type::Rational:
    case Type::SByte:
    case Type::SShort:
    case Type::SLong:
    case Type::SRational:
    case Type::Float:
    case Type::Double:
    case Type::Ifd:
    case Type::Long8:
    case Type::SLong8:
    case Type::Ifd8:
      return numbers_text(entry, value, tiff.order());
  }
  return std::string();  // Tiff::value refused any other type
}

}  // namespace gg::ifd
