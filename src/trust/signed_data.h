#pragma once

#include "trust/der.h"
#include "trust/pss.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gg::trust {

/// How the signer of a CMS message signed. *value*
struct CmsSignatureAlgorithm {
  enum class Kind : std::uint8_t { RsaPkcs1, RsaPss, Ecdsa, Ed25519 };
  Kind kind = Kind::RsaPkcs1;
  Hash hash = Hash::Sha256;      ///< Not of Ed25519.
  std::uint32_t salt_bytes = 0;  ///< RsaPss.
};

/// A CMS SignedData of one signer, taken apart and not verified. *value*
/// Lifetime: views of what was read.
struct SignedData {
  std::string content_type;         ///< OID.
  Bytes content;                    ///< The octets that are signed.
  std::vector<Bytes> certificates;  ///< X.509 certificates, DER.
  std::string signer_issuer;        ///< Name in DER; empty where the signer is told by key id.
  std::string signer_serial;        ///< Hexadecimal.
  std::string signer_key_id;        ///< Bytes.
  std::optional<Hash> digest;       ///< Nothing when it is not allowed.
  std::optional<CmsSignatureAlgorithm> algorithm;  ///< Nothing when it is not allowed.
  std::string algorithm_oid;
  std::vector<std::byte> attributes;  ///< Signed attributes as a SET, as they are hashed.
  std::string attribute_type;         ///< content-type, OID.
  Bytes attribute_digest;             ///< message-digest.
  /// The hash of the signer's certificate (ESSCertID, ESSCertIDv2) and its algorithm, an OID;
  /// nothing where there is none.
  std::optional<Bytes> certificate_hash;
  std::string certificate_hash_oid;
  Bytes signature;
};

/// Reads a ContentInfo of SignedData with exactly one signer and signed attributes.
/// Faults: as DerReader, bad_value, trailing_bytes.  Source: RFC 5652 sections 3, 5, 11; RFC 5035.
Parsed<SignedData> parse_signed_data(Bytes der);

/// Whether the attributes fit the content, and the signature of the attributes holds.
bool verify_signed_data(const SignedData& data, const PublicKey& key);

/// The hash of bytes in parts. `hash` as in imprints.
std::vector<std::byte> hash_parts(Hash hash, std::initializer_list<Bytes> parts);

}  // namespace gg::trust
