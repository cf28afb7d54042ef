#include "trust/der.h"

#include "trust/octets.h"

#include <array>

namespace gg::trust {
namespace {

auto der_fault(const ParseFault& fault, const DerValue& value) {
  return fail(ParseError{&fault, value.offset});
}

/// The length octets. Source: X.690 8.1.3, in the shortest form (10.1).
Parsed<std::uint64_t> read_length(Reader& in) {
  const auto first = in;
  TRY_LET(const auto initial, in.u8());
  if (initial < 0x80) return std::uint64_t{initial};
  const unsigned count = initial & 0x7FU;
  if (count == 0 || count > 4) return first.error(faults::bad_der);
  std::uint64_t length = 0;
  for (unsigned index = 0; index < count; ++index) {
    TRY_LET(const auto octet, in.u8());
    if (index == 0 && octet == 0) return first.error(faults::bad_der);
    length = length << 8U | octet;
  }
  if (length < 0x80) return first.error(faults::bad_der);
  return length;
}

/// Two digits at `index` as a number; nothing when they are none.
std::optional<int> two_digits(std::string_view text, std::size_t index) {
  if (index + 2 > text.size()) return std::nullopt;
  int value = 0;
  for (const char digit : text.substr(index, 2)) {
    if (digit < '0' || digit > '9') return std::nullopt;
    value = value * 10 + (digit - '0');
  }
  return value;
}

bool is_fraction(std::string_view text) {
  return text.empty() || (text.size() > 1 && text.front() == '.' &&
                          text.find_first_not_of("0123456789", 1) == std::string_view::npos);
}

/// MMDDHHMMSS and what follows, in the year.
std::optional<Time> moment_of(int year, std::string_view text) {
  if (text.empty() || text.back() != 'Z') return std::nullopt;
  text.remove_suffix(1);
  std::array<int, 5> parts{};  // month, day, hour, minute, second
  for (std::size_t index = 0; index < parts.size(); ++index) {
    const auto part = two_digits(text, index * 2);
    if (!part) return std::nullopt;
    parts[index] = *part;
  }
  using namespace std::chrono;
  const year_month_day date{std::chrono::year{year}, month{static_cast<unsigned>(parts[0])},
                            day{static_cast<unsigned>(parts[1])}};
  if (!date.ok() || parts[2] > 23 || parts[3] > 59 || parts[4] > 59 ||
      !is_fraction(text.substr(10)))
    return std::nullopt;
  return sys_days{date} + hours{parts[2]} + minutes{parts[3]} + seconds{parts[4]};
}

std::optional<Time> time_text(std::uint8_t tag, std::string_view text) {
  const auto first = two_digits(text, 0);
  if (!first) return std::nullopt;
  if (tag == der::utc_time) {
    if (text.size() != 13) return std::nullopt;
    return moment_of(*first < 50 ? 2000 + *first : 1900 + *first, text.substr(2));
  }
  const auto second = two_digits(text, 2);
  if (!second) return std::nullopt;
  return moment_of(*first * 100 + *second, text.substr(4));
}

}  // namespace

Parsed<DerValue> DerReader::next() {
  const auto first = in_;
  DerValue value;
  value.offset = in_.offset();
  TRY_LET(value.tag, in_.u8());
  if ((value.tag & 0x1FU) == 0x1F) return first.error(faults::bad_der);
  TRY_LET(const auto length, read_length(in_));
  TRY_LET(value.content, in_.take(length));
  auto again = first;
  TRY_LET(value.whole, again.take(in_.offset() - first.offset()));
  return value;
}

Parsed<DerValue> DerReader::next(std::uint8_t tag) {
  const auto first = in_;
  TRY_LET(const auto value, next());
  if (value.tag != tag) {
    in_ = first;
    return first.error(faults::wrong_tag);
  }
  return value;
}

Parsed<std::optional<DerValue>> DerReader::next_if(std::uint8_t tag) {
  auto ahead = in_;
  if (ahead.at_end()) return std::optional<DerValue>{};
  TRY_LET(const auto found, ahead.u8());
  if (found != tag) return std::optional<DerValue>{};
  TRY_LET(const auto value, next());
  return std::optional(value);
}

Parsed<DerValue> parse_der(Bytes bytes, std::uint8_t tag, std::uint64_t offset) {
  DerReader in(bytes, offset);
  TRY_LET(const auto value, in.next(tag));
  TRY(in.expect_end());
  return value;
}

Parsed<std::string> oid_text(const DerValue& value) {
  constexpr std::size_t oid_bytes_max = 64;
  if (value.tag != der::object_id) return der_fault(faults::wrong_tag, value);
  if (value.content.empty() || value.content.size() > oid_bytes_max)
    return der_fault(faults::bad_value, value);
  std::string text;
  std::uint64_t arc = 0;
  bool ended = true;
  for (const auto byte : value.content) {
    const auto bits = std::to_integer<std::uint64_t>(byte);
    if (arc >> 56U != 0 || (ended && bits == 0x80)) return der_fault(faults::bad_value, value);
    arc = arc << 7U | (bits & 0x7FU);
    ended = (bits & 0x80U) == 0;
    if (!ended) continue;
    if (text.empty()) {  // the first two arcs stand in one number, X.690 8.19.4
      const std::uint64_t root = arc < 80 ? arc / 40 : 2;
      text = std::to_string(root) + "." + std::to_string(arc - root * 40);
    } else {
      text += "." + std::to_string(arc);
    }
    arc = 0;
  }
  if (!ended) return der_fault(faults::bad_value, value);
  return text;
}

Parsed<Time> time_of(const DerValue& value) {
  if (value.tag != der::utc_time && value.tag != der::generalized_time)
    return der_fault(faults::wrong_tag, value);
  const auto time = time_text(value.tag, chars(value.content));
  if (!time) return der_fault(faults::bad_value, value);
  return *time;
}

std::string integer_hex(const DerValue& value) {
  constexpr std::string_view digits = "0123456789abcdef";
  auto content = value.content;
  while (content.size() > 1 && content.front() == std::byte{0}) content = content.subspan(1);
  std::string text;
  for (const auto byte : content) {
    text += digits[std::to_integer<unsigned>(byte) >> 4U];
    text += digits[std::to_integer<unsigned>(byte) & 15U];
  }
  return text;
}

Parsed<AlgorithmId> algorithm_id(const DerValue& value) {
  if (value.tag != der::sequence) return der_fault(faults::wrong_tag, value);
  DerReader in(value);
  AlgorithmId id;
  TRY_LET(const auto name, in.next(der::object_id));
  TRY_LET(id.oid, oid_text(name));
  if (!in.at_end()) {
    TRY_LET(id.parameters, in.next());
  }
  TRY(in.expect_end());
  return id;
}

}  // namespace gg::trust
