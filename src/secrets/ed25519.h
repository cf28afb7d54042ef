#pragma once

#include "base/result.h"
#include "json/json.h"
#include "secrets/secret_bytes.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace gg::secrets {

/// An Ed25519 public key (RFC 8032), as an outsider gets it. *value*
class PublicKey {
 public:
  static constexpr std::size_t size_bytes = 32;
  static constexpr std::size_t signature_bytes = 64;

  /// Errors: InvalidInput when `bytes` are not 32.
  static Result<PublicKey> from(std::string_view bytes);
  /// From SubjectPublicKeyInfo in PEM (RFC 8410), as `openssl pkey -pubout` writes it.
  static Result<PublicKey> parse_pem(std::string_view pem);
  /// From {"kty":"OKP","crv":"Ed25519","x":…} (RFC 8037).
  static Result<PublicKey> parse_jwk(const Json& jwk);

  [[nodiscard]] std::string bytes() const { return {bytes_.begin(), bytes_.end()}; }
  [[nodiscard]] std::string pem() const;
  /// With "alg", "use" and "kid".
  [[nodiscard]] Json jwk() const;
  /// The thumbprint of the key (RFC 7638 over RFC 8037 §2) in base64url: 43 letters.
  [[nodiscard]] std::string kid() const;

  [[nodiscard]] bool verifies(std::string_view message, std::string_view signature) const;

  friend bool operator==(const PublicKey&, const PublicKey&) = default;

 private:
  PublicKey() = default;
  std::array<std::uint8_t, size_bytes> bytes_{};
};

/// An Ed25519 key pair, told by its seed of 32 bytes. *value*
class SigningKey {
 public:
  explicit SigningKey(const Key& seed);
  static SigningKey random() { return SigningKey(Key::random()); }

  [[nodiscard]] const PublicKey& public_key() const { return public_key_; }
  /// 64 bytes.
  [[nodiscard]] std::string sign(std::string_view message) const;

 private:
  Key seed_;
  PublicKey public_key_;
};

}  // namespace gg::secrets
