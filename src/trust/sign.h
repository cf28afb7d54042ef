#pragma once

#include "base/result.h"
#include "trust/cose.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gg::trust {

/// A private key with its certificates, ready to sign. Threads: const is thread-safe.
class Signer {
 public:
  /// From a key and certificates in PEM, leaf first; anchors need not be there.
  /// Errors: InvalidInput when one cannot be read, the key is not that of the leaf, or not for the
  /// algorithm. No message repeats the key.
  static Result<Signer> from_pem(std::string_view key, std::string_view certificates,
                                 Algorithm algorithm);

  [[nodiscard]] Algorithm algorithm() const { return algorithm_; }
  [[nodiscard]] std::span<const std::vector<std::byte>> certificates() const {
    return certificates_;
  }
  /// A signature in COSE's form over `message`.
  [[nodiscard]] std::vector<std::byte> sign(Bytes message) const;

 private:
  Signer() = default;
  PublicKey key_;  // the private half is in it
  Algorithm algorithm_ = Algorithm::Es256;
  std::vector<std::vector<std::byte>> certificates_;
};

/// What stands beside the signature, unprotected.
struct UnprotectedHeaders {
  std::vector<std::byte> token;                   ///< A TimeStampToken for "sigTst2".
  std::vector<std::vector<std::byte>> responses;  ///< OCSP responses for "rVals".
  /// The message is filled to this size by a "pad" of zero bytes; 0: as long as it is.
  /// C2PA 2.2 section 10.3.2.4: the place for it is made before it is known.
  std::size_t size_bytes = 0;
};

/// A signature over a payload that stays outside, as a claim's: COSE_Sign1_Tagged with alg and
/// x5chain (33) protected. The signature does not depend on what is unprotected, so that a time
/// stamp over it can be had first: sign, stamp `signature`, then `encode_sign1`.
struct DetachedSignature {
  std::vector<std::byte> protected_bytes;
  std::vector<std::byte> signature;

  /// The byte string item that a time-stamping authority stamps (version 2).
  [[nodiscard]] std::vector<std::byte> signature_item() const;
};
DetachedSignature sign_detached(const Signer& signer, std::span<const Bytes> payload,
                                std::optional<Time> claimed_at = std::nullopt);

/// Deterministic CBOR (RFC 8949 section 4.2.1). Errors: LimitExceeded when it does not fit into the
/// size asked for.
Result<std::vector<std::byte>> encode_sign1(const DetachedSignature& signature,
                                            const UnprotectedHeaders& headers = {});

}  // namespace gg::trust
