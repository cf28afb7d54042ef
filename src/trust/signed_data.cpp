#include "trust/signed_data.h"

#include "trust/octets.h"

#include <array>

namespace gg::trust {
namespace {

constexpr std::string_view signed_data_oid = "1.2.840.113549.1.7.2";
constexpr std::string_view content_type_oid = "1.2.840.113549.1.9.3";
constexpr std::string_view message_digest_oid = "1.2.840.113549.1.9.4";
constexpr std::string_view signing_certificate_oid = "1.2.840.113549.1.9.16.2.12";
constexpr std::string_view signing_certificate_v2_oid = "1.2.840.113549.1.9.16.2.47";
constexpr std::string_view sha1_oid = "1.3.14.3.2.26";
constexpr std::string_view sha256_oid = "2.16.840.1.101.3.4.2.1";

using CmsKind = CmsSignatureAlgorithm::Kind;

/// A signature algorithm that states its hash, or takes that of the digest algorithm.
struct CmsAlgorithmRow {
  std::string_view oid;
  CmsKind kind;
  std::optional<Hash> hash;
};

/// Source: RFC 3370, RFC 5754, RFC 8419; C2PA 2.2 section 13.2.1 for the hashes.
constexpr std::array<CmsAlgorithmRow, 9> cms_algorithms{{
    {"1.2.840.113549.1.1.1", CmsKind::RsaPkcs1, std::nullopt},
    {"1.2.840.113549.1.1.11", CmsKind::RsaPkcs1, Hash::Sha256},
    {"1.2.840.113549.1.1.12", CmsKind::RsaPkcs1, Hash::Sha384},
    {"1.2.840.113549.1.1.13", CmsKind::RsaPkcs1, Hash::Sha512},
    {"1.2.840.10045.2.1", CmsKind::Ecdsa, std::nullopt},
    {"1.2.840.10045.4.3.2", CmsKind::Ecdsa, Hash::Sha256},
    {"1.2.840.10045.4.3.3", CmsKind::Ecdsa, Hash::Sha384},
    {"1.2.840.10045.4.3.4", CmsKind::Ecdsa, Hash::Sha512},
    {"1.3.101.112", CmsKind::Ed25519, Hash::Sha512},
}};

std::optional<CmsSignatureAlgorithm> allowed_algorithm(const AlgorithmId& id,
                                                       std::optional<Hash> digest) {
  if (id.oid == oid::rsassa_pss) {
    const auto pss = id.parameters ? allowed_pss_hash(*id.parameters) : std::nullopt;
    if (!pss) return std::nullopt;
    return CmsSignatureAlgorithm{CmsKind::RsaPss, pss->hash, pss->salt_bytes};
  }
  for (const auto& row : cms_algorithms) {
    if (row.oid != id.oid) continue;
    const auto hash = row.hash ? row.hash : digest;
    if (!hash) return std::nullopt;
    return CmsSignatureAlgorithm{row.kind, *hash, 0};
  }
  return std::nullopt;
}

/// The hash of the first certificate of SigningCertificate or SigningCertificateV2, which is the
/// signer's. Source: RFC 5035 sections 3, 4, 5.
Parsed<void> read_signing_certificate(const DerValue& value, std::string_view default_hash,
                                      SignedData& data) {
  DerReader in(value);
  TRY_LET(const auto list, in.next(der::sequence));
  DerReader certificates(list);
  TRY_LET(const auto first, certificates.next(der::sequence));
  DerReader parts(first);
  std::string hash_oid(default_hash);
  TRY_LET(const auto algorithm, parts.next_if(der::sequence));
  if (algorithm) {
    TRY_LET(const auto id, algorithm_id(*algorithm));
    hash_oid = id.oid;
  }
  TRY_LET(const auto hash, parts.next(der::octet_string));
  data.certificate_hash = hash.content;
  data.certificate_hash_oid = std::move(hash_oid);
  return {};
}

Parsed<void> read_attribute_value(std::string_view oid, const DerValue& value, SignedData& data) {
  if (oid == content_type_oid) {
    TRY_LET(data.attribute_type, oid_text(value));
  } else if (oid == message_digest_oid) {
    if (value.tag != der::octet_string) return fail(ParseError{&faults::wrong_tag, value.offset});
    data.attribute_digest = value.content;
  } else if (oid == signing_certificate_v2_oid) {
    return read_signing_certificate(value, sha256_oid, data);
  } else if (oid == signing_certificate_oid && !data.certificate_hash) {
    return read_signing_certificate(value, sha1_oid, data);
  }
  return {};
}

/// An attribute that counts here has one value. Source: RFC 5652 5.3, 11.1, 11.2.
Parsed<void> read_attributes(const DerValue& attributes, SignedData& data) {
  data.attributes.assign(attributes.whole.begin(), attributes.whole.end());
  data.attributes.front() = std::byte{der::set};  // RFC 5652 5.4: hashed as a SET OF
  DerReader in(attributes);
  while (!in.at_end()) {
    TRY_LET(const auto attribute, in.next(der::sequence));
    DerReader parts(attribute);
    TRY_LET(const auto type, parts.next(der::object_id));
    TRY_LET(const auto oid, oid_text(type));
    TRY_LET(const auto values, parts.next(der::set));
    DerReader inside(values);
    if (inside.at_end()) continue;
    TRY_LET(const auto value, inside.next());
    TRY(read_attribute_value(oid, value, data));
  }
  return {};
}

Parsed<void> read_signer_id(DerReader& in, SignedData& data) {
  TRY_LET(const auto key_id, in.next_if(der::context(0)));
  if (key_id) {
    data.signer_key_id = std::string(chars(key_id->content));
    return {};
  }
  TRY_LET(const auto issuer_and_serial, in.next(der::sequence));
  DerReader parts(issuer_and_serial);
  TRY_LET(const auto issuer, parts.next(der::sequence));
  data.signer_issuer = std::string(chars(issuer.whole));
  TRY_LET(const auto serial, parts.next(der::integer));
  data.signer_serial = integer_hex(serial);
  return {};
}

Parsed<void> read_signer(const DerValue& signer, SignedData& data) {
  DerReader in(signer);
  TRY(in.next(der::integer));
  TRY(read_signer_id(in, data));
  TRY_LET(const auto digest, in.next(der::sequence));
  TRY_LET(const auto digest_id, algorithm_id(digest));
  data.digest = hash_of(digest_id.oid);
  TRY_LET(const auto attributes, in.next(der::context_of(0)));
  TRY(read_attributes(attributes, data));
  TRY_LET(const auto algorithm, in.next(der::sequence));
  TRY_LET(const auto id, algorithm_id(algorithm));
  data.algorithm_oid = id.oid;
  data.algorithm = allowed_algorithm(id, data.digest);
  TRY_LET(const auto signature, in.next(der::octet_string));
  data.signature = signature.content;
  return {};
}

Parsed<void> read_content(const DerValue& value, SignedData& data) {
  DerReader in(value);
  TRY_LET(const auto type, in.next(der::object_id));
  TRY_LET(data.content_type, oid_text(type));
  TRY_LET(const auto wrapped, in.next(der::context_of(0)));
  DerReader inside(wrapped);
  TRY_LET(const auto content, inside.next(der::octet_string));
  data.content = content.content;
  return inside.expect_end();
}

Parsed<void> read_certificates_of(DerReader& in, SignedData& data) {
  TRY_LET(const auto certificates, in.next_if(der::context_of(0)));
  if (certificates) {
    DerReader inside(*certificates);
    while (!inside.at_end()) {
      TRY_LET(const auto certificate, inside.next());
      if (certificate.tag == der::sequence) data.certificates.push_back(certificate.whole);
    }
  }
  TRY(in.next_if(der::context_of(1)));  // revocation lists, not used here
  return {};
}

}  // namespace

Parsed<SignedData> parse_signed_data(Bytes encoded) {
  TRY_LET(const auto content_info, parse_der(encoded, der::sequence));
  DerReader outer(content_info);
  TRY_LET(const auto type, outer.next(der::object_id));
  TRY_LET(const auto oid, oid_text(type));
  if (oid != signed_data_oid) return fail(ParseError{&faults::bad_value, type.offset});
  TRY_LET(const auto wrapped, outer.next(der::context_of(0)));
  TRY(outer.expect_end());
  DerReader inside(wrapped);
  TRY_LET(const auto body, inside.next(der::sequence));
  TRY(inside.expect_end());
  SignedData data;
  DerReader in(body);
  TRY(in.next(der::integer));
  TRY(in.next(der::set));
  TRY_LET(const auto content, in.next(der::sequence));
  TRY(read_content(content, data));
  TRY(read_certificates_of(in, data));
  TRY_LET(const auto signers, in.next(der::set));
  TRY(in.expect_end());
  DerReader each(signers);
  TRY_LET(const auto signer, each.next(der::sequence));
  TRY(each.expect_end());
  TRY(read_signer(signer, data));
  return data;
}

}  // namespace gg::trust
