#include "formats/ebml/element.h"

#include "formats/ebml/faults.h"

#include <bit>

namespace gg::ebml {
namespace {

/// Bytes of a variable-length number by its first byte; 9 when that is 0.
unsigned length_of(std::uint8_t first) {
  return static_cast<unsigned>(std::countl_zero(first)) + 1;
}

}  // namespace

Parsed<Header> read_header(Reader& in) {
  Header header;
  header.offset = in.offset();
  TRY_LET(const auto id_first, in.u8());
  if (length_of(id_first) > 4) return in.error(faults::bad_element_id);
  header.id = id_first;
  for (unsigned index = 1; index < length_of(id_first); ++index) {
    TRY_LET(const auto byte, in.u8());
    header.id = header.id << 8U | byte;
  }
  TRY_LET(const auto size_first, in.u8());
  const auto length = length_of(size_first);
  if (length > 8) return in.error(faults::bad_element_size);
  std::uint64_t size = size_first & (0xFFU >> length);
  for (unsigned index = 1; index < length; ++index) {
    TRY_LET(const auto byte, in.u8());
    size = size << 8U | byte;
  }
  header.is_size_known = size != (std::uint64_t{1} << 7U * length) - 1;  // all ones
  header.size_bytes = header.is_size_known ? size : 0;
  return header;
}

Parsed<Element> next_element(Reader& in) {
  TRY_LET(const auto header, read_header(in));
  if (!header.is_size_known) return in.error(faults::unknown_size);
  TRY_LET(const auto payload, in.child(header.size_bytes));
  return Element{header.id, header.offset, in.offset() - header.offset, payload};
}

Parsed<std::uint64_t> read_unsigned(Reader payload) {
  if (payload.remaining() > 8) return payload.error(faults::bad_number);
  std::uint64_t value = 0;
  while (!payload.at_end()) {
    TRY_LET(const auto byte, payload.u8());
    value = value << 8U | byte;
  }
  return value;
}

Parsed<std::int64_t> read_signed(Reader payload) {
  const auto bits = payload.remaining() * 8;
  TRY_LET(const auto value, read_unsigned(payload));
  if (bits == 0) return 0;
  return static_cast<std::int64_t>(value << (64 - bits)) >> (64 - bits);
}

Parsed<double> read_float(Reader payload) {
  const auto size = payload.remaining();
  if (size != 0 && size != 4 && size != 8) return payload.error(faults::bad_number);
  TRY_LET(const auto bits, read_unsigned(payload));
  if (size == 4) return static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
  return std::bit_cast<double>(bits);
}

}  // namespace gg::ebml
