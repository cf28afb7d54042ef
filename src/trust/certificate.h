#pragma once

#include "base/digest.h"
#include "bytes/fault.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct evp_pkey_st;  // OpenSSL's EVP_PKEY

namespace gg::trust {

/// Moments of certificates and time stamps: UTC, whole seconds.
using Time = std::chrono::sys_seconds;

/// A public key ready to verify with; empty where OpenSSL cannot use it. Threads: const use only.
using PublicKey = std::shared_ptr<evp_pkey_st>;

/// A Name of X.501, as text. *value*
struct Name {
  std::string common_name;   ///< CN, UTF-8; empty where not stated.
  std::string organization;  ///< O, UTF-8; empty where not stated.
  std::string text;          ///< All of it in the order written: "C=US, O=Adobe Inc., CN=…".
  std::string der;           ///< As it stands, to compare.

  /// What to call it: common name, else organization, else all of it.
  [[nodiscard]] const std::string& display() const;
};

/// What a certificate's key can be used with.
enum class KeyKind : std::uint8_t { Ec, Rsa, RsaPss, Ed25519, Other };

/// The facts of an X.509 certificate, read and not judged. *value*, const is thread-safe.
struct Certificate {
  std::vector<std::byte> der;  ///< As it stands.
  Sha256 sha256;               ///< Of `der`.
  std::uint32_t version = 1;   ///< 1, 2 or 3.
  std::string serial;          ///< Hexadecimal, lower case, without leading zero bytes.
  Name issuer;
  Name subject;
  Time not_before;
  Time not_after;                   ///< Both ends belong to the validity.
  std::string signature_algorithm;  ///< OID of the signature on this certificate, in dots.
  bool pss_fits = true;  ///< Where that is RSASSA-PSS: SHA-2 stated, and the same for MGF1.
  KeyKind key_kind = KeyKind::Other;
  std::string key_algorithm;        ///< OID of the key, in dots.
  std::string curve;                ///< OID of a named curve, in dots; empty otherwise.
  std::uint32_t key_bits = 0;       ///< RSA: of the modulus. Curves: of the field.
  std::uint32_t exponent_bits = 0;  ///< RSA.
  std::vector<std::byte> key;       ///< SubjectPublicKeyInfo, DER.
  bool has_unique_ids = false;      ///< issuerUniqueID or subjectUniqueID.
  bool repeats_extension = false;
  std::vector<std::string> unknown_critical;  ///< OIDs of critical extensions not known here.
  bool is_authority = false;                  ///< cA of the basic constraints.
  std::optional<std::uint16_t> key_usage;     ///< Bit n is bit n of RFC 5280 4.2.1.3.
  std::optional<std::vector<std::string>> purposes;  ///< Extended key usages, OIDs in dots.
  bool has_authority_key_id = false;
  std::string subject_key_id;                ///< Bytes; empty where not stated.
  std::vector<std::string> ocsp_responders;  ///< URIs of the authority information access.

  [[nodiscard]] bool is_self_issued() const { return issuer.der == subject.der; }
  [[nodiscard]] bool has_purpose(std::string_view oid) const;
  [[nodiscard]] bool is_valid_at(Time at) const { return not_before <= at && at <= not_after; }
};

/// Reads a certificate in DER, at most 64 KiB, with nothing behind it. Strict DER: an indefinite
/// or overlong length is a fault, and so is an RSA key that would take long to verify with. Nothing
/// is verified.
/// Faults: trust::faults (3101–), truncated, trailing_bytes, too_large.  Source: RFC 5280 4.1.
Parsed<Certificate> parse_certificate(Bytes der);

/// The key of a certificate; empty where it is of a kind, curve or form that cannot be used.
PublicKey load_key(const Certificate& certificate);

/// Object identifiers that have a meaning here.
namespace oid {
inline constexpr std::string_view any_purpose = "2.5.29.37.0";
inline constexpr std::string_view email_protection = "1.3.6.1.5.5.7.3.4";
inline constexpr std::string_view time_stamping = "1.3.6.1.5.5.7.3.8";
inline constexpr std::string_view ocsp_signing = "1.3.6.1.5.5.7.3.9";
inline constexpr std::string_view document_signing = "1.3.6.1.5.5.7.3.36";
inline constexpr std::string_view claim_signing = "1.3.6.1.4.1.62558.2.1";
inline constexpr std::string_view rsassa_pss = "1.2.840.113549.1.1.10";
inline constexpr std::string_view p256 = "1.2.840.10045.3.1.7";
inline constexpr std::string_view p384 = "1.3.132.0.34";
inline constexpr std::string_view p521 = "1.3.132.0.35";
}  // namespace oid

}  // namespace gg::trust
