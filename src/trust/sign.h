#pragma once

#include "base/result.h"
#include "trust/cose.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gg::trust {

/// What makes signatures: a key in memory, on a token, behind a command. Threads: const is
/// thread-safe.
class SigningKey {
 public:
  virtual ~SigningKey() = default;
  /// A signature over `message` in COSE's form (RFC 9053, RFC 8230): ECDSA r||s, RSASSA-PSS with a
  /// salt as long as the hash, Ed25519. Errors: InvalidInput (the key is not for this algorithm),
  /// Unavailable; each says what to do, and none repeats a secret.
  [[nodiscard]] virtual Result<std::vector<std::byte>> sign(Bytes message,
                                                            Algorithm algorithm) const = 0;
};

/// Gives the password of an encrypted key; asked only where there is one. Errors: any.
using AskPassword = std::function<Result<std::string>()>;

/// A private key in PEM. Errors: InvalidInput when it cannot be read, or not with this password;
/// those of `ask_password`. No message repeats the key.
Result<std::shared_ptr<const SigningKey>> read_signing_key(std::string_view pem,
                                                           const AskPassword& ask_password = {});

/// The algorithm that a key of this certificate signs with unless another is asked for: by its
/// curve ES256, ES384 or ES512, PS256, Ed25519; nothing for any other key.
std::optional<Algorithm> usual_algorithm(const Certificate& certificate);

/// A private key with its certificates, ready to sign. Threads: const is thread-safe.
class Signer {
 public:
  /// `certificates` in PEM, leaf first; anchors need not be there. The key makes one trial
  /// signature over words that mean nothing, so that a wrong key is found at once.
  /// Errors: InvalidInput when a certificate cannot be read, the key is not that of the leaf, or
  /// the leaf's key not one for the algorithm; those of the key.
  static Result<Signer> with_key(std::shared_ptr<const SigningKey> key,
                                 std::string_view certificates,
                                 std::optional<Algorithm> algorithm = std::nullopt);

  /// The same with a key in PEM that has no password.
  static Result<Signer> from_pem(std::string_view key, std::string_view certificates,
                                 Algorithm algorithm);

  [[nodiscard]] Algorithm algorithm() const { return algorithm_; }
  [[nodiscard]] std::span<const std::vector<std::byte>> certificates() const {
    return certificates_;
  }
  [[nodiscard]] const Certificate& leaf() const { return leaf_; }
  /// How long every signature is.
  [[nodiscard]] std::size_t signature_bytes() const { return signature_bytes_; }
  /// A signature in COSE's form over `message`, verified. Errors: those of the key; InvalidInput
  /// when what it gave does not hold.
  [[nodiscard]] Result<std::vector<std::byte>> sign(Bytes message) const;

 private:
  Signer() = default;
  std::shared_ptr<const SigningKey> key_;
  Algorithm algorithm_ = Algorithm::Es256;
  std::vector<std::vector<std::byte>> certificates_;
  Certificate leaf_;
  PublicKey public_key_;
  std::size_t signature_bytes_ = 0;
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

  /// The byte string item of the signature, head included.
  [[nodiscard]] std::vector<std::byte> signature_item() const;
  /// What a time-stamping authority stamps (version 2): the Sig_structure of a countersignature of
  /// that item. Source: C2PA 2.2 sections 10.3.2.5.2 and 10.3.2.5.3.
  [[nodiscard]] std::vector<std::byte> to_be_stamped() const;
};
/// Errors: those of `Signer::sign`.
Result<DetachedSignature> sign_detached(const Signer& signer, std::span<const Bytes> payload,
                                        std::optional<Time> claimed_at = std::nullopt);

/// As long as one by this signer will be, with zeros for a signature: to keep a place free.
DetachedSignature blank_signature(const Signer& signer,
                                  std::optional<Time> claimed_at = std::nullopt);

/// Deterministic CBOR (RFC 8949 section 4.2.1). Errors: LimitExceeded when it does not fit into the
/// size asked for.
Result<std::vector<std::byte>> encode_sign1(const DetachedSignature& signature,
                                            const UnprotectedHeaders& headers = {});

}  // namespace gg::trust
