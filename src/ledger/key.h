#pragma once

#include "base/ed25519.h"
#include "base/result.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace gg::ledger {

/// What a key of a note signs.  Source: C2SP signed-note "Signature types", tlog-cosignature.
enum class KeyType : std::uint8_t {
  Ed25519 = 0x01,      ///< The note's text.
  Cosignature = 0x04,  ///< Ed25519 over a time and the text of a checkpoint.
  MlDsa44 = 0x06,      ///< ML-DSA-44 cosignature: read, kept and ignored, as OpenSSL 3.0 has none.
};

/// Whether `name` may name a key: UTF-8, 1 to 255 bytes, no Unicode space, no '+', no control.
bool is_key_name(std::string_view name);

/// A public key with its name: who signed a note, and how. *value*; const is thread-safe.
/// Source: C2SP signed-note, "Verifier keys".
class VerifierKey {
 public:
  /// Reads `name+hash+base64`, hash being the key id in 8 hexadecimal digits. Errors: InvalidInput
  /// saying what is wrong with it.
  static Result<VerifierKey> parse(std::string_view text);
  [[nodiscard]] std::string text() const;

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] KeyType type() const { return type_; }
  /// SHA-256(name ‖ "\n" ‖ type ‖ public key), its first four bytes.
  [[nodiscard]] std::uint32_t id() const { return id_; }

  /// Whether this program can check what the key signs.
  [[nodiscard]] bool can_verify() const { return key_.has_value(); }
  /// Whether `signature` (64 bytes) is this key's Ed25519 signature of `message`.  RFC 8032.
  [[nodiscard]] bool verifies(std::string_view message, std::string_view signature) const;
  /// The public key as PEM SubjectPublicKeyInfo, for `openssl pkeyutl`. Errors: Unavailable for a
  /// type that OpenSSL does not know.
  [[nodiscard]] Result<std::string> pem() const;

  friend bool operator==(const VerifierKey& left, const VerifierKey& right) {
    return left.name_ == right.name_ && left.type_ == right.type_ &&
           left.public_key_ == right.public_key_;
  }

 private:
  friend class SigningKey;
  static Result<VerifierKey> make(std::string_view name, KeyType type, std::string public_key);

  std::string name_;
  KeyType type_ = KeyType::Ed25519;
  std::uint32_t id_ = 0;
  std::string public_key_;
  std::optional<Ed25519Public> key_;  ///< None where OpenSSL does not know the type.
};

inline constexpr std::size_t seed_bytes = 32;

/// A secret Ed25519 key with its name. *value*; const is thread-safe. The seed is wiped when the
/// last copy goes.
class SigningKey {
 public:
  /// Reads `PRIVATE+KEY+name+hash+base64`. Errors: InvalidInput; the message never holds the key.
  static Result<SigningKey> parse(std::string_view text);
  /// A key from 32 random bytes, which the caller gives. Errors: InvalidInput for a name that is
  /// none, a seed of another size, or a type that is not Ed25519.
  static Result<SigningKey> from_seed(std::string_view name, std::string_view seed,
                                      KeyType type = KeyType::Ed25519);
  /// The same secret under another name: the installation has one secret, each title its own log.
  [[nodiscard]] Result<SigningKey> renamed(std::string_view name) const;
  /// The text `parse` reads: a secret.
  [[nodiscard]] std::string secret_text() const;

  [[nodiscard]] const VerifierKey& verifier() const { return verifier_; }
  /// Ed25519 signature of `message`, 64 bytes.  RFC 8032.
  [[nodiscard]] std::string sign(std::string_view message) const;

 private:
  using Seed = std::array<std::uint8_t, seed_bytes>;
  std::shared_ptr<const Seed> seed_;
  std::optional<Ed25519Secret> key_;
  VerifierKey verifier_;
};

}  // namespace gg::ledger
