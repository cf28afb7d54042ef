#include "trust/certificate.h"

#include "base/openssl_owned.h"
#include "base/sha256.h"
#include "trust/extensions.h"
#include "trust/name.h"
#include "trust/octets.h"
#include "trust/pss.h"

#include <algorithm>

#include <openssl/err.h>

namespace gg::trust {
namespace {

constexpr std::size_t certificate_bytes_max = 64U << 10;

/// Source: RFC 8017 A.1, RFC 5480 2.1.1, RFC 8410 3.
KeyKind kind_of(std::string_view oid) {
  if (oid == "1.2.840.10045.2.1") return KeyKind::Ec;
  if (oid == "1.2.840.113549.1.1.1") return KeyKind::Rsa;
  if (oid == oid::rsassa_pss) return KeyKind::RsaPss;
  if (oid == "1.3.101.112") return KeyKind::Ed25519;
  return KeyKind::Other;
}

std::uint32_t curve_bits(std::string_view curve) {
  if (curve == oid::p256) return 256;
  if (curve == oid::p384) return 384;
  if (curve == oid::p521) return 521;
  return 0;
}

std::uint32_t bits_of(const DerValue& number) {
  auto content = number.content;
  while (!content.empty() && content.front() == std::byte{0}) content = content.subspan(1);
  if (content.empty()) return 0;
  std::uint32_t bits = static_cast<std::uint32_t>(content.size()) * 8;
  for (auto top = std::to_integer<unsigned>(content.front()); (top & 0x80U) == 0; top <<= 1U)
    --bits;
  return bits;
}

/// What common verifiers accept. Real keys have 4096 and 17 bits at most; with others each
/// signature takes up to a hundred times as long to check.
constexpr std::uint32_t modulus_bits_max = 8192;
constexpr std::uint32_t exponent_bits_max = 33;

/// The sizes of an RSAPublicKey in a BIT STRING. Faults: also modulus_too_large,
/// exponent_too_large. Source: RFC 8017 A.1.1.
Parsed<void> read_rsa_key(const DerValue& key, Certificate& certificate) {
  if (key.content.empty()) return fail(ParseError{&faults::bad_value, key.offset});
  TRY_LET(const auto sequence, parse_der(key.content.subspan(1), der::sequence, key.offset));
  DerReader in(sequence);
  TRY_LET(const auto modulus, in.next(der::integer));
  TRY_LET(const auto exponent, in.next(der::integer));
  if (bits_of(exponent) > exponent_bits_max)
    return fail(ParseError{&faults::exponent_too_large, exponent.offset});
  certificate.key_bits = bits_of(modulus);
  certificate.exponent_bits = bits_of(exponent);
  if (certificate.key_bits > modulus_bits_max)
    return fail(ParseError{&faults::modulus_too_large, modulus.offset});
  return {};
}

Parsed<void> read_key(const DerValue& info, Certificate& certificate) {
  certificate.key.assign(info.whole.begin(), info.whole.end());
  DerReader in(info);
  TRY_LET(const auto algorithm, in.next(der::sequence));
  TRY_LET(const auto id, algorithm_id(algorithm));
  TRY_LET(const auto key, in.next(der::bit_string));
  certificate.key_algorithm = id.oid;
  certificate.key_kind = kind_of(id.oid);
  if (certificate.key_kind == KeyKind::Ec && id.parameters &&
      id.parameters->tag == der::object_id) {
    TRY_LET(certificate.curve, oid_text(*id.parameters));
    certificate.key_bits = curve_bits(certificate.curve);
  }
  if (certificate.key_kind == KeyKind::Ed25519) certificate.key_bits = 256;
  if (certificate.key_kind == KeyKind::Rsa || certificate.key_kind == KeyKind::RsaPss)
    return read_rsa_key(key, certificate);
  return {};
}

Parsed<void> read_validity(const DerValue& value, Certificate& certificate) {
  DerReader in(value);
  TRY_LET(const auto first, in.next());
  TRY_LET(certificate.not_before, time_of(first));
  TRY_LET(const auto last, in.next());
  TRY_LET(certificate.not_after, time_of(last));
  return in.expect_end();
}

Parsed<void> read_version(DerReader& in, Certificate& certificate) {
  TRY_LET(const auto wrapped, in.next_if(der::context_of(0)));
  if (!wrapped) return {};
  DerReader inside(*wrapped);
  TRY_LET(const auto number, inside.next(der::integer));
  if (number.content.size() != 1) return in.error(faults::bad_value);
  certificate.version = std::to_integer<std::uint32_t>(number.content.front()) + 1;
  return inside.expect_end();
}

/// Unique ids and extensions, which end a TBSCertificate.
Parsed<void> read_rest(DerReader& in, Certificate& certificate) {
  for (const unsigned number : {1U, 2U}) {
    TRY_LET(const auto unique_id, in.next_if(der::context(number)));
    if (unique_id) certificate.has_unique_ids = true;
  }
  TRY_LET(const auto wrapped, in.next_if(der::context_of(3)));
  if (wrapped) {
    DerReader inside(*wrapped);
    TRY_LET(const auto extensions, inside.next(der::sequence));
    TRY(read_extensions(extensions, certificate));
    TRY(inside.expect_end());
  }
  return in.expect_end();
}

Parsed<void> read_signature_algorithm(const DerValue& value, Certificate& certificate) {
  TRY_LET(const auto id, algorithm_id(value));
  certificate.signature_algorithm = id.oid;
  if (id.oid == oid::rsassa_pss)
    certificate.pss_fits = id.parameters && allowed_pss_hash(*id.parameters).has_value();
  return {};
}

/// Source: RFC 5280 4.1.2.
Parsed<void> read_to_be_signed(const DerValue& value, Certificate& certificate) {
  DerReader in(value);
  TRY(read_version(in, certificate));
  TRY_LET(const auto serial, in.next(der::integer));
  certificate.serial = integer_hex(serial);
  TRY_LET(const auto algorithm, in.next(der::sequence));
  TRY(read_signature_algorithm(algorithm, certificate));
  TRY_LET(const auto issuer, in.next(der::sequence));
  TRY_LET(certificate.issuer, read_name(issuer));
  TRY_LET(const auto validity, in.next(der::sequence));
  TRY(read_validity(validity, certificate));
  TRY_LET(const auto subject, in.next(der::sequence));
  TRY_LET(certificate.subject, read_name(subject));
  TRY_LET(const auto key, in.next(der::sequence));
  TRY(read_key(key, certificate));
  return read_rest(in, certificate);
}

}  // namespace

bool Certificate::has_purpose(std::string_view wanted) const {
  return purposes && std::ranges::find(*purposes, wanted) != purposes->end();
}

Parsed<Certificate> parse_certificate(Bytes encoded) {
  if (encoded.size() > certificate_bytes_max) return fail(ParseError{&faults::too_large, 0});
  TRY_LET(const auto whole, parse_der(encoded, der::sequence));
  Certificate certificate;
  DerReader in(whole);
  TRY_LET(const auto to_be_signed, in.next(der::sequence));
  TRY(read_to_be_signed(to_be_signed, certificate));
  TRY_LET(const auto algorithm, in.next(der::sequence));
  TRY(read_signature_algorithm(algorithm, certificate));
  TRY(in.next(der::bit_string));
  TRY(in.expect_end());
  certificate.der.assign(encoded.begin(), encoded.end());
  certificate.sha256 = sha256_of(chars(encoded));
  return certificate;
}

PublicKey load_key(const Certificate& certificate) {
  const auto* at = octets(certificate.key);
  PublicKey key(d2i_PUBKEY(nullptr, &at, static_cast<long>(certificate.key.size())),
                [](evp_pkey_st* owned) { EVP_PKEY_free(owned); });
  ERR_clear_error();
  return key;
}

}  // namespace gg::trust
