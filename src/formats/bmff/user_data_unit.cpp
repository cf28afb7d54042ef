#include "formats/bmff/user_data_unit.h"

#include "formats/bmff/text.h"

#include <string>
#include <utility>
#include <vector>

namespace gg::bmff {
namespace {

constexpr std::uint64_t unit_bytes_max = 64U << 10;
constexpr unsigned unregistered_user_data = 5;

/// True for supplemental enhancement information; takes the header of the unit.
Parsed<bool> take_header(Reader& unit, VideoCodec codec) {
  TRY_LET(const auto first, unit.u8());
  if (codec == VideoCodec::Avc) return (first & 0x1FU) == 6;
  TRY(unit.skip(1));
  const auto type = first >> 1U & 0x3FU;
  return type == 39 || type == 40;
}

/// The payload of a unit without its emulation prevention bytes: 00 00 03 becomes 00 00.
std::vector<std::byte> without_escapes(Bytes bytes) {
  std::vector<std::byte> plain;
  plain.reserve(bytes.size());
  unsigned zeros = 0;
  for (const auto byte : bytes) {
    if (zeros >= 2 && byte == std::byte{3}) {
      zeros = 0;
      continue;
    }
    zeros = byte == std::byte{0} ? zeros + 1 : 0;
    plain.push_back(byte);
  }
  return plain;
}

/// A number written as bytes of 255 and a last one that is smaller.
Parsed<std::uint64_t> read_sum(Reader& in) {
  std::uint64_t sum = 0;
  while (true) {
    TRY_LET(const auto byte, in.u8());
    sum += byte;
    if (byte != 0xFF) return sum;
  }
}

Parsed<void> read_message(Reader message, const Place& place, Parts& parts) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string uuid;
  for (unsigned index = 0; index < 16; ++index) {
    TRY_LET(const auto byte, message.u8());
    uuid += digits[byte >> 4U];
    uuid += digits[byte & 0xFU];
  }
  const auto size = message.remaining();
  TRY_LET(const auto bytes, message.text(size));
  auto value = plain_text(bytes).value_or(byte_count(size));
  return parts.add({Carrier::Sei, std::move(uuid), std::move(value), place}, message);
}

}  // namespace

Parsed<UnitLayout> read_avc_configuration(const Box& box) {
  auto in = box.payload;
  TRY(in.skip(4));
  TRY_LET(const auto lengths, in.u8());
  return UnitLayout{VideoCodec::Avc, (lengths & 3U) + 1};
}

Parsed<UnitLayout> read_hevc_configuration(const Box& box, const Scope& scope) {
  auto in = box.payload;
  TRY(in.skip(21));
  TRY_LET(const auto lengths, in.u8());
  TRY_LET(const auto arrays, in.u8());
  for (unsigned array = 0; array < arrays; ++array) {
    TRY(in.skip(1));
    TRY_LET(const auto count, in.u16());
    for (unsigned index = 0; index < count; ++index) {
      TRY(scope.parts.budget().charge_item(in));
      TRY_LET(const auto size, in.u16());
      TRY_LET(const auto unit, in.child(size));
      TRY(read_unit(unit, VideoCodec::Hevc, scope));
    }
  }
  return UnitLayout{VideoCodec::Hevc, (lengths & 3U) + 1};
}

Parsed<void> read_unit(Reader unit, VideoCodec codec, const Scope& scope) {
  const Place place{scope.path + "/SEI", unit.offset(), unit.remaining()};
  if (unit.remaining() < 3 || unit.remaining() > unit_bytes_max) return {};
  TRY_LET(const auto is_wanted, take_header(unit, codec));
  if (!is_wanted) return {};
  const auto offset = unit.offset();
  TRY_LET(const auto bytes, unit.take(unit.remaining()));
  const auto plain = without_escapes(bytes);
  // Offsets run on without the escapes: at most a few bytes short, and never past the unit.
  Reader in(plain, offset);
  while (in.remaining() > 2) {  // the last byte is the stop bit
    TRY(scope.parts.budget().charge_item(in));
    TRY_LET(const auto type, read_sum(in));
    TRY_LET(const auto size, read_sum(in));
    TRY_LET(const auto message, in.child(size));
    if (type == unregistered_user_data && size >= 16)
      TRY(read_message(message, place, scope.parts));
  }
  return {};
}

}  // namespace gg::bmff
