#include "formats/cbor/encode.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <optional>
#include <span>

namespace gg::cbor {
namespace {

enum EncodedMajor : unsigned {
  major_unsigned,
  major_negative,
  major_bytes,
  major_text,
  major_array,
  major_map,
  major_tag,
  major_simple
};

constexpr unsigned simple_half = 25;

void append_number(std::vector<std::byte>& out, std::uint64_t value, unsigned size_bytes) {
  for (unsigned left = size_bytes; left-- > 0;)
    out.push_back(static_cast<std::byte>(value >> (8 * left) & 0xFFU));
}

/// The bits of a half-precision float with exactly this value; nothing when there is none.
/// Source: IEEE 754 binary16; RFC 8949 section 4.2.2.
std::optional<std::uint16_t> to_half(float value) {
  const auto bits = std::bit_cast<std::uint32_t>(value);
  const auto sign = static_cast<std::uint16_t>(bits >> 16U & 0x8000U);
  const int exponent = static_cast<int>(bits >> 23U & 0xFFU) - 127;
  const std::uint32_t fraction = bits & 0x7FFFFFU;
  if (exponent == 128) return static_cast<std::uint16_t>(sign | 0x7C00U);  // infinite
  if (exponent == -127 && fraction == 0) return sign;                      // zero
  if (exponent > 15) return std::nullopt;
  if (exponent >= -14) {
    if ((fraction & 0x1FFFU) != 0) return std::nullopt;
    return static_cast<std::uint16_t>(sign | static_cast<std::uint32_t>(exponent + 15) << 10U |
                                      fraction >> 13U);
  }
  if (exponent < -24) return std::nullopt;
  const std::uint32_t whole = fraction | 0x800000U;
  const auto shift = static_cast<unsigned>(-exponent - 1);  // 14 to 23
  if ((whole & ((1U << shift) - 1)) != 0) return std::nullopt;
  return static_cast<std::uint16_t>(sign | whole >> shift);
}

void write(const Value& value, Encoder& out);

void write_map(const Value& value, Encoder& out) {
  Encoder::Entries entries;
  for (std::size_t index = 0; index + 1 < value.items.size(); index += 2)
    entries.emplace_back(encode(value.items[index]), encode(value.items[index + 1]));
  out.map(std::move(entries));
}

void write(const Value& value, Encoder& out) {
  switch (value.type) {
    case Type::Unsigned:
      out.unsigned_integer(value.number);
      return;
    case Type::Negative:
      out.negative_integer(value.number);
      return;
    case Type::ByteString:
      if (value.text.empty())
        out.bytes(value.bytes);
      else
        out.bytes(std::as_bytes(std::span(value.text)));
      return;
    case Type::TextString:
      out.text(value.text);
      return;
    case Type::Array:
      out.array(value.items.size());
      for (const auto& item : value.items) write(item, out);
      return;
    case Type::Map:
      write_map(value, out);
      return;
    case Type::Tag:
      out.tag(value.number);
      write(value.items.front(), out);
      return;
    case Type::Boolean:
      out.boolean(value.number != 0);
      return;
    case Type::Null:
      out.null();
      return;
    case Type::Undefined:
      out.simple(23);
      return;
    case Type::Float:
      out.real(value.real);
      return;
    case Type::Simple:
      out.simple(static_cast<std::uint8_t>(value.number));
      return;
  }
}

}  // namespace

Encoder& Encoder::head(unsigned major, std::uint64_t argument) {
  const auto top = static_cast<std::byte>(major << 5U);
  const auto initial = [&](unsigned code) { out_.push_back(top | static_cast<std::byte>(code)); };
  if (argument < 24) {
    initial(static_cast<unsigned>(argument));
  } else if (argument <= 0xFF) {
    initial(24);
    append_number(out_, argument, 1);
  } else if (argument <= 0xFFFF) {
    initial(25);
    append_number(out_, argument, 2);
  } else if (argument <= 0xFFFF'FFFF) {
    initial(26);
    append_number(out_, argument, 4);
  } else {
    initial(27);
    append_number(out_, argument, 8);
  }
  return *this;
}

Encoder& Encoder::integer(std::int64_t value) {
  return value < 0 ? negative_integer(static_cast<std::uint64_t>(-(value + 1)))
                   : unsigned_integer(static_cast<std::uint64_t>(value));
}
Encoder& Encoder::unsigned_integer(std::uint64_t value) { return head(major_unsigned, value); }
Encoder& Encoder::negative_integer(std::uint64_t below_minus_one) {
  return head(major_negative, below_minus_one);
}
Encoder& Encoder::bytes_head(std::uint64_t size_bytes) { return head(major_bytes, size_bytes); }
Encoder& Encoder::bytes(Bytes value) { return bytes_head(value.size()).item(value); }
Encoder& Encoder::text(std::string_view value) {
  return head(major_text, value.size()).item(std::as_bytes(std::span(value)));
}
Encoder& Encoder::boolean(bool value) { return head(major_simple, value ? 21 : 20); }
Encoder& Encoder::null() { return head(major_simple, 22); }
Encoder& Encoder::simple(std::uint8_t value) { return head(major_simple, value); }
Encoder& Encoder::tag(std::uint64_t number) { return head(major_tag, number); }
Encoder& Encoder::array(std::uint64_t count) { return head(major_array, count); }

Encoder& Encoder::real(double value) {
  const auto initial = [this](unsigned code) {
    out_.push_back(static_cast<std::byte>(unsigned{major_simple} << 5U | code));
  };
  if (std::isnan(value)) {
    initial(simple_half);
    append_number(out_, 0x7E00, 2);
    return *this;
  }
  const bool in_range = std::isinf(value) || std::abs(value) <= std::numeric_limits<float>::max();
  const auto single = in_range ? static_cast<float>(value) : 0.0F;
  if (!in_range || static_cast<double>(single) != value) {
    initial(simple_half + 2);
    append_number(out_, std::bit_cast<std::uint64_t>(value), 8);
  } else if (const auto half = to_half(single)) {
    initial(simple_half);
    append_number(out_, *half, 2);
  } else {
    initial(simple_half + 1);
    append_number(out_, std::bit_cast<std::uint32_t>(single), 4);
  }
  return *this;
}

Encoder& Encoder::map(Entries entries) {
  std::ranges::sort(entries, {}, &Entries::value_type::first);
  head(major_map, entries.size());
  for (const auto& [key, value] : entries) item(key).item(value);
  return *this;
}

Encoder& Encoder::item(Bytes encoded) {
  out_.insert(out_.end(), encoded.begin(), encoded.end());
  return *this;
}

std::vector<std::byte> encode(const Value& value) {
  Encoder out;
  write(value, out);
  return std::move(out).result();
}

}  // namespace gg::cbor
