#include "trust/pss.h"

namespace gg::trust {
namespace {

Parsed<Hash> read_hash(const DerValue& algorithm) {
  TRY_LET(const auto id, algorithm_id(algorithm));
  const auto hash = hash_of(id.oid);
  if (!hash) return fail(ParseError{&faults::bad_value, algorithm.offset});
  return *hash;
}

Parsed<Hash> read_mask_hash(const DerValue& algorithm) {
  constexpr std::string_view mgf1 = "1.2.840.113549.1.1.8";
  TRY_LET(const auto id, algorithm_id(algorithm));
  if (id.oid != mgf1 || !id.parameters)
    return fail(ParseError{&faults::bad_value, algorithm.offset});
  return read_hash(*id.parameters);
}

/// The one value in a field [n]; a fault when the field is absent.
Parsed<DerValue> field(DerReader& in, unsigned number, std::uint8_t tag) {
  TRY_LET(const auto wrapped, in.next(der::context_of(number)));
  DerReader inside(wrapped);
  TRY_LET(const auto value, inside.next(tag));
  TRY(inside.expect_end());
  return value;
}

Parsed<PssHash> read_pss(const DerValue& parameters) {
  DerReader in(parameters);
  TRY_LET(const auto algorithm, field(in, 0, der::sequence));
  TRY_LET(const auto hash, read_hash(algorithm));
  TRY_LET(const auto mask, field(in, 1, der::sequence));
  TRY_LET(const auto mask_hash, read_mask_hash(mask));
  if (mask_hash != hash) return fail(ParseError{&faults::bad_value, mask.offset});
  PssHash pss{hash, 20};  // the default of RFC 8017
  TRY_LET(const auto salt, in.next_if(der::context_of(2)));
  if (salt) {
    DerReader inside(*salt);
    TRY_LET(const auto size, inside.next(der::integer));
    if (size.content.size() != 1) return in.error(faults::bad_value);
    pss.salt_bytes = std::to_integer<std::uint32_t>(size.content.front());
  }
  return pss;
}

}  // namespace

std::optional<Hash> hash_of(std::string_view oid) {
  if (oid == "2.16.840.1.101.3.4.2.1") return Hash::Sha256;
  if (oid == "2.16.840.1.101.3.4.2.2") return Hash::Sha384;
  if (oid == "2.16.840.1.101.3.4.2.3") return Hash::Sha512;
  return std::nullopt;
}

std::string_view name_of(Hash hash) {
  switch (hash) {
    case Hash::Sha256:
      return "sha256";
    case Hash::Sha384:
      return "sha384";
    case Hash::Sha512:
      return "sha512";
  }
  return {};
}

std::size_t size_of(Hash hash) {
  switch (hash) {
    case Hash::Sha256:
      return 32;
    case Hash::Sha384:
      return 48;
    case Hash::Sha512:
      return 64;
  }
  return 0;
}

std::optional<PssHash> allowed_pss_hash(const DerValue& parameters) {
  if (parameters.tag != der::sequence) return std::nullopt;
  auto pss = read_pss(parameters);
  if (!pss.has_value()) return std::nullopt;
  return *pss;
}

}  // namespace gg::trust
