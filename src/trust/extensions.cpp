#include "trust/extensions.h"

#include "trust/octets.h"

#include <algorithm>
#include <array>
#include <set>

namespace gg::trust {
namespace {

/// Extensions that a path check has to know when they are critical: here, or in OpenSSL, which
/// judges names and policies.
constexpr std::array<std::string_view, 12> known_extensions{
    "2.5.29.14",  // subject key identifier
    "2.5.29.15",  // key usage
    "2.5.29.17",  // subject alternative name
    "2.5.29.18",  // issuer alternative name
    "2.5.29.19",  // basic constraints
    "2.5.29.30",  // name constraints
    "2.5.29.32",  // certificate policies
    "2.5.29.33",  // policy mappings
    "2.5.29.35",  // authority key identifier
    "2.5.29.36",  // policy constraints
    "2.5.29.37",  // extended key usage
    "2.5.29.54",  // inhibit any policy
};

Parsed<void> read_constraints(Bytes value, std::uint64_t offset, Certificate& certificate) {
  TRY_LET(const auto sequence, parse_der(value, der::sequence, offset));
  DerReader in(sequence);
  TRY_LET(const auto authority, in.next_if(der::boolean));
  if (!authority) return {};
  if (authority->content.size() != 1) return in.error(faults::bad_value);
  certificate.is_authority = authority->content.front() != std::byte{0};
  return {};
}

Parsed<void> read_key_usage(Bytes value, std::uint64_t offset, Certificate& certificate) {
  TRY_LET(const auto bits, parse_der(value, der::bit_string, offset));
  if (bits.content.empty() || bits.content.size() > 3)
    return fail(ParseError{&faults::bad_value, offset});
  std::uint16_t usage = 0;
  unsigned number = 0;
  for (const auto octet : bits.content.subspan(1))
    for (unsigned bit = 0; bit < 8; ++bit, ++number)
      if ((std::to_integer<unsigned>(octet) >> (7U - bit) & 1U) != 0)
        usage = static_cast<std::uint16_t>(usage | 1U << number);
  certificate.key_usage = usage;
  return {};
}

Parsed<void> read_purposes(Bytes value, std::uint64_t offset, Certificate& certificate) {
  TRY_LET(const auto sequence, parse_der(value, der::sequence, offset));
  DerReader in(sequence);
  std::vector<std::string> purposes;
  while (!in.at_end()) {
    TRY_LET(const auto purpose, in.next(der::object_id));
    TRY_LET(auto oid, oid_text(purpose));
    purposes.push_back(std::move(oid));
  }
  certificate.purposes = std::move(purposes);
  return {};
}

Parsed<void> read_subject_key(Bytes value, std::uint64_t offset, Certificate& certificate) {
  TRY_LET(const auto key_id, parse_der(value, der::octet_string, offset));
  certificate.subject_key_id = std::string(chars(key_id.content));
  return {};
}

/// Source: RFC 5280 4.2.2.1; only URIs of OCSP responders are kept.
Parsed<void> read_access(Bytes value, std::uint64_t offset, Certificate& certificate) {
  constexpr std::string_view ocsp = "1.3.6.1.5.5.7.48.1";
  constexpr auto uri = der::context(6);
  TRY_LET(const auto sequence, parse_der(value, der::sequence, offset));
  DerReader in(sequence);
  while (!in.at_end()) {
    TRY_LET(const auto access, in.next(der::sequence));
    DerReader parts(access);
    TRY_LET(const auto method, parts.next(der::object_id));
    TRY_LET(const auto oid, oid_text(method));
    TRY_LET(const auto place, parts.next());
    if (oid == ocsp && place.tag == uri)
      certificate.ocsp_responders.emplace_back(chars(place.content));
  }
  return {};
}

Parsed<void> read_extension(std::string_view oid, const DerValue& value, Certificate& certificate) {
  const auto offset = value.offset + value.whole.size() - value.content.size();
  if (oid == "2.5.29.19") return read_constraints(value.content, offset, certificate);
  if (oid == "2.5.29.15") return read_key_usage(value.content, offset, certificate);
  if (oid == "2.5.29.37") return read_purposes(value.content, offset, certificate);
  if (oid == "2.5.29.14") return read_subject_key(value.content, offset, certificate);
  if (oid == "1.3.6.1.5.5.7.1.1") return read_access(value.content, offset, certificate);
  if (oid == "2.5.29.35") certificate.has_authority_key_id = true;
  return {};
}

}  // namespace

Parsed<void> read_extensions(const DerValue& extensions, Certificate& certificate) {
  DerReader in(extensions);
  std::set<std::string> seen;
  while (!in.at_end()) {
    TRY_LET(const auto extension, in.next(der::sequence));
    DerReader parts(extension);
    TRY_LET(const auto type, parts.next(der::object_id));
    TRY_LET(const auto oid, oid_text(type));
    TRY_LET(const auto critical, parts.next_if(der::boolean));
    TRY_LET(const auto value, parts.next(der::octet_string));
    TRY(parts.expect_end());
    if (!seen.insert(oid).second) certificate.repeats_extension = true;
    const bool is_critical =
        critical && critical->content.size() == 1 && critical->content.front() != std::byte{0};
    if (is_critical && std::ranges::find(known_extensions, oid) == known_extensions.end())
      certificate.unknown_critical.push_back(oid);
    TRY(read_extension(oid, value, certificate));
  }
  return {};
}

}  // namespace gg::trust
