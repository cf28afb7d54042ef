#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <openssl/types.h>

namespace gg {

/// An Ed25519 public key (RFC 8032). *value*; const is thread-safe.
class Ed25519Public {
 public:
  static constexpr std::size_t size_bytes = 32;
  static constexpr std::size_t signature_bytes = 64;

  /// From its 32 bytes, or from SubjectPublicKeyInfo in PEM (RFC 8410). Nothing for what is none.
  static std::optional<Ed25519Public> from(std::string_view bytes);
  static std::optional<Ed25519Public> from_pem(std::string_view pem);

  [[nodiscard]] const std::string& bytes() const { return bytes_; }
  [[nodiscard]] std::string pem() const;
  /// Whether `signature` (64 bytes) is this key's of `message`.
  [[nodiscard]] bool verifies(std::string_view message, std::string_view signature) const;

  friend bool operator==(const Ed25519Public& left, const Ed25519Public& right) {
    return left.bytes_ == right.bytes_;
  }

 private:
  friend class Ed25519Secret;
  explicit Ed25519Public(std::shared_ptr<EVP_PKEY> key);
  std::string bytes_;
  std::shared_ptr<EVP_PKEY> key_;
};

/// An Ed25519 key pair. OpenSSL wipes its copy of the seed when the last copy goes. *value*; const
/// is thread-safe.
class Ed25519Secret {
 public:
  explicit Ed25519Secret(std::span<const std::uint8_t, 32> seed);

  [[nodiscard]] Ed25519Public public_key() const { return Ed25519Public(key_); }
  /// 64 bytes.
  [[nodiscard]] std::string sign(std::string_view message) const;

 private:
  std::shared_ptr<EVP_PKEY> key_;
};

}  // namespace gg
