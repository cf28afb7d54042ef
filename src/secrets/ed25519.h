#pragma once

#include "base/ed25519.h"
#include "base/result.h"
#include "json/json.h"
#include "secrets/secret_bytes.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace gg::secrets {

/// An Ed25519 public key (RFC 8032), as an outsider gets it. *value*
class PublicKey {
 public:
  /// Errors: InvalidInput when `bytes` are not 32.
  static Result<PublicKey> from(std::string_view bytes);
  /// From SubjectPublicKeyInfo in PEM (RFC 8410), as `openssl pkey -pubout` writes it.
  static Result<PublicKey> parse_pem(std::string_view pem);
  /// From {"kty":"OKP","crv":"Ed25519","x":…} (RFC 8037).
  static Result<PublicKey> parse_jwk(const Json& jwk);

  [[nodiscard]] const std::string& bytes() const { return key_.bytes(); }
  [[nodiscard]] std::string pem() const { return key_.pem(); }
  /// With "alg", "use" and "kid".
  [[nodiscard]] Json jwk() const;
  /// The thumbprint of the key (RFC 7638 over RFC 8037 §2) in base64url: 43 letters.
  [[nodiscard]] std::string kid() const;

  [[nodiscard]] bool verifies(std::string_view message, std::string_view signature) const {
    return key_.verifies(message, signature);
  }

  friend bool operator==(const PublicKey&, const PublicKey&) = default;

 private:
  friend class SigningKey;
  explicit PublicKey(Ed25519Public key) : key_(std::move(key)) {}
  Ed25519Public key_;
};

/// An Ed25519 key pair, told by its seed of 32 bytes. *value*
class SigningKey {
 public:
  explicit SigningKey(const Key& seed)
      : secret_(std::span<const std::uint8_t, Key::size_bytes>(seed.data(), Key::size_bytes)),
        public_key_(secret_.public_key()) {}
  static SigningKey random() { return SigningKey(Key::random()); }

  [[nodiscard]] const PublicKey& public_key() const { return public_key_; }
  /// 64 bytes.
  [[nodiscard]] std::string sign(std::string_view message) const { return secret_.sign(message); }

 private:
  Ed25519Secret secret_;
  PublicKey public_key_;
};

}  // namespace gg::secrets
