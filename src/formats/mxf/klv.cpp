#include "formats/mxf/klv.h"

#include "formats/mxf/faults.h"

namespace gg::mxf {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t version_byte = 7;

/// Compares the first bytes of a key, but for the registry version.
bool begins(std::string_view key, std::string_view prefix) {
  if (key.size() < prefix.size()) return false;
  for (std::size_t index = 0; index < prefix.size(); ++index)
    if (index != version_byte && key[index] != prefix[index]) return false;
  return true;
}

/// Source: ST 336 section 5.3: short form, or the number of bytes that hold the length.
Parsed<std::uint64_t> read_length(Reader& in) {
  const auto first = in;
  TRY_LET(const auto initial, in.u8());
  if (initial < 0x80) return initial;
  const auto count = initial & 0x7F;
  if (count == 0 || count > 8) return first.error(faults::bad_ber_length);
  std::uint64_t length = 0;
  for (int index = 0; index < count; ++index) {
    TRY_LET(const auto byte, in.u8());
    length = length << 8U | byte;
  }
  return length;
}

}  // namespace

Parsed<Klv> next_klv(Reader& in) {
  const auto offset = in.offset();
  TRY_LET(auto key, in.text(16));
  TRY_LET(const auto length, read_length(in));
  TRY_LET(const auto value, in.child(length));
  return Klv{std::move(key), value, offset};
}

bool is_partition(std::string_view key) {
  return begins(key, "\x06\x0E\x2B\x34\x02\x05\x01\x01\x0D\x01\x02\x01\x01"sv) && key[13] >= 2 &&
         key[13] <= 4;
}

bool is_header_partition(std::string_view key) { return is_partition(key) && key[13] == 2; }

bool is_primer(std::string_view key) {
  return begins(key, "\x06\x0E\x2B\x34\x02\x05\x01\x01\x0D\x01\x02\x01\x01\x05"sv);
}

bool is_fill(std::string_view key) {
  return begins(key, "\x06\x0E\x2B\x34\x01\x01\x01\x01\x03\x01\x02\x10\x01"sv);
}

unsigned set_number(std::string_view key) {
  if (!begins(key, "\x06\x0E\x2B\x34\x02\x53\x01\x01\x0D\x01\x01\x01\x01\x01"sv)) return 0;
  return static_cast<unsigned char>(key[14]);
}

}  // namespace gg::mxf
