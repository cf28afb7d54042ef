#pragma once

#include "bytes/budget.h"
#include "formats/cbor/cbor.h"
#include "trust/certificate.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gg::trust {

/// Signature algorithms that content credentials allow. Source: C2PA 2.2 section 13.2.1; numbers
/// of the IANA registry "COSE Algorithms". The list of deprecated ones is empty.
enum class Algorithm : std::uint8_t { Es256, Es384, Es512, Ps256, Ps384, Ps512, Ed25519 };

/// As reports name it: "Es256", "Ps384", "Ed25519".
std::string_view name_of(Algorithm algorithm);
/// The number for a COSE header: ES256 is -7.
std::int64_t cose_number(Algorithm algorithm);
/// From the number in a COSE header; nothing when it is not allowed.
std::optional<Algorithm> algorithm_of(std::int64_t cose_number);

/// A COSE_Sign1 message taken apart, with nothing verified. *value*
/// Lifetime: `protected_bytes`, `signature`, `certificates`, `payload` and headers point into what
/// was read.
struct Sign1 {
  Bytes protected_bytes;          ///< Content of the protected header's byte string, as it stands.
  cbor::Value protected_headers;  ///< The map in it; an empty map where the string is empty.
  cbor::Value unprotected_headers;
  std::optional<Bytes> payload;  ///< Nothing: nil, the payload is detached.
  Bytes signature;               ///< Content of the signature's byte string.
  Bytes signature_item;          ///< The whole byte string item, head included, as it stands.

  std::optional<Algorithm> algorithm;   ///< Nothing when it is not allowed; see `algorithm_text`.
  std::string algorithm_text;           ///< As stated, for people: "Es256", "-257".
  std::vector<Bytes> certificates;      ///< x5chain, leaf first, DER.
  bool certificates_protected = false;  ///< x5chain stands in the protected header.
  std::optional<Time> claimed_at;       ///< iat of the protected header (C2PA 2.2 section 13.2.4).

  /// A header of the unprotected, else of the protected bucket.
  [[nodiscard]] const cbor::Value* header(std::string_view label) const;
};

/// Where the payload has to be.
enum class Payload : std::uint8_t { Detached, Attached };

/// Reads a tagged COSE_Sign1 (tag 18) that ends where `in` ends.
///
/// The algorithm has to stand in the protected header. x5chain is label 33 or "x5chain" in either
/// header; 33 goes before the text, and the same label in both headers is a fault (two
/// credentials). Faults: trust::faults (3101–), cbor::faults, truncated, trailing_bytes, too_large
/// and others of the budget.  Source: RFC 9052 section 4.2; RFC 9360 section 2; C2PA 2.2
/// sections 13.2.3, 14.5.
Parsed<Sign1> parse_sign1(Reader in, Payload payload, Budget& budget);

/// What is signed: Sig_structure with an empty external_aad, of the parts of the payload in order.
/// `context` is "Signature1" or "CounterSignature".  Source: RFC 9052 section 4.4.
std::vector<std::byte> sig_structure(std::string_view context, Bytes protected_bytes,
                                     std::span<const Bytes> payload);

/// Whether a key is for this algorithm, on an allowed curve, and long enough.
bool key_fits(Algorithm algorithm, const PublicKey& key);

/// How verifying a signature came out.
enum class SignatureOutcome : std::uint8_t {
  Valid,
  Mismatch,    ///< The bytes are not what was signed, or the signature has a wrong form.
  KeyUnfit,    ///< The key is not for this algorithm, or shorter than allowed.
  NotChecked,  ///< There is no algorithm or key to check with.
};

/// Verifies a signature over `message` as COSE forms it: ECDSA r||s on P-256, P-384 or P-521
/// whatever the hash; RSASSA-PSS with the hash for MGF1 and its length for the salt; Ed25519.
SignatureOutcome verify_signature(Algorithm algorithm, const PublicKey& key, Bytes message,
                                  Bytes signature);

/// Verifies `sign1` over a payload that is given in parts, one behind the other.
SignatureOutcome verify_sign1(const Sign1& sign1, std::span<const Bytes> payload,
                              const PublicKey& key);

}  // namespace gg::trust
