#include "formats/bmff/data_value.h"

#include "base/text.h"
#include "formats/bmff/text.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <sstream>

namespace gg::bmff {
namespace {

constexpr std::uint64_t implicit_text_bytes_max = 1U << 20;

/// A big-endian number of 1 to 8 bytes.
Parsed<std::uint64_t> read_number(Reader in) {
  std::uint64_t value = 0;
  while (!in.at_end()) {
    TRY_LET(const auto byte, in.u8());
    value = value << 8U | byte;
  }
  return value;
}

Parsed<std::string> read_signed(Reader in) {
  const auto bits = static_cast<unsigned>(in.remaining() * 8);
  TRY_LET(const auto number, read_number(in));
  const auto unused = 64U - bits;
  return std::to_string(static_cast<std::int64_t>(number << unused) >> unused);
}

Parsed<std::string> read_floating(Reader in) {
  const bool is_single = in.remaining() == 4;
  TRY_LET(const auto number, read_number(in));
  const double value =
      is_single ? static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(number)))
                : std::bit_cast<double>(number);
  std::ostringstream out;
  out.imbue(std::locale::classic());
  out << value;
  return out.str();
}

bool is_signed_type(std::uint32_t type) {
  return type == 21 || type == 65 || type == 66 || type == 67 || type == 74;
}
bool is_unsigned_type(std::uint32_t type) {
  return type == 22 || type == 75 || type == 76 || type == 77 || type == 78;
}
bool is_floating_type(std::uint32_t type) { return type == 23 || type == 24; }

/// A value of a type that is not said or not known: text when it is text.
Parsed<std::string> read_implicit(Reader in, const Budget& budget) {
  const auto size = in.remaining();
  if (size > implicit_text_bytes_max) return byte_count(size);
  TRY_LET(const auto bytes, rest_as_text(in, budget));
  return plain_text(bytes).value_or(byte_count(size));
}

}  // namespace

Parsed<std::string> read_data_value(Reader payload, const Budget& budget) {
  TRY_LET(const auto type, payload.u32());
  TRY(payload.skip(4));  // locale
  const auto size = payload.remaining();
  const bool is_number_size = size >= 1 && size <= 8;
  if (type == 1 || type == 4) {
    TRY_LET(const auto text, rest_as_text(payload, budget));
    return to_utf8(without_nuls(text));
  }
  if (type == 2 || type == 5) {
    TRY_LET(const auto text, rest_as_text(payload, budget));
    return std::string(without_nuls(utf16_to_utf8(text, Utf16Order::Big)));
  }
  if (is_number_size && is_signed_type(type)) return read_signed(payload);
  if (is_number_size && is_unsigned_type(type)) {
    TRY_LET(const auto number, read_number(payload));
    return std::to_string(number);
  }
  if ((size == 4 || size == 8) && is_floating_type(type)) return read_floating(payload);
  return read_implicit(payload, budget);
}

}  // namespace gg::bmff
