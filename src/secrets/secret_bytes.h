#pragma once

#include "secrets/octets.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gg::secrets {

/// Starts libsodium; more than once and from any thread is fine. All of this room that uses it
/// asks for it.
void start_sodium();

/// Random bytes of the operating system. There is no way to put others in their place.
void fill_random(std::uint8_t* first, std::size_t size_bytes);
std::string random_bytes(std::size_t size_bytes);

/// `count` letters of `alphabet`, each equally likely.
std::string random_letters(std::string_view alphabet, std::size_t count);

/// Overwrites what must not stay in memory.
void wipe(std::uint8_t* first, std::size_t size_bytes);
void wipe(std::string& bytes);

/// Compared without telling by its time where the difference is. Only the sizes may leak.
bool equal_in_constant_time(std::string_view left, std::string_view right);

/// `N` bytes that nobody may see: wiped when they go, compared in constant time, printed by
/// nothing. *value*
template <std::size_t N>
class SecretBytes {
 public:
  static constexpr std::size_t size_bytes = N;

  static SecretBytes random() {
    SecretBytes made;
    fill_random(made.bytes_.data(), N);
    return made;
  }
  /// Nothing unless `bytes` are exactly N.
  static std::optional<SecretBytes> from(std::string_view bytes) {
    if (bytes.size() != N) return std::nullopt;
    SecretBytes made;
    for (std::size_t index = 0; index < N; ++index)
      made.bytes_[index] = static_cast<std::uint8_t>(bytes[index]);
    return made;
  }

  SecretBytes(const SecretBytes&) = default;
  SecretBytes& operator=(const SecretBytes&) = default;
  ~SecretBytes() { wipe(bytes_.data(), N); }

  [[nodiscard]] const std::uint8_t* data() const { return bytes_.data(); }
  [[nodiscard]] std::uint8_t* data() { return bytes_.data(); }
  /// The bytes in the open: as a view for cryptography, as a copy for who must store them.
  [[nodiscard]] std::string_view view() const { return chars(bytes_.data(), N); }
  [[nodiscard]] std::string reveal() const { return std::string(view()); }

  friend bool operator==(const SecretBytes& left, const SecretBytes& right) {
    return equal_in_constant_time(left.view(), right.view());
  }

 private:
  SecretBytes() = default;
  std::array<std::uint8_t, N> bytes_{};
};

/// A symmetric key of 256 bits.
using Key = SecretBytes<32>;

/// A key of its own for each purpose, so that one installation key serves all: HKDF-Expand with
/// SHA-256, `purpose` as info. Source: RFC 5869 §2.3.
Key derive_key(const Key& from, std::string_view purpose);

/// HMAC-SHA-256, 32 bytes. Source: RFC 2104, FIPS 180-4.
std::string hmac_sha256(std::string_view key, std::string_view message);

}  // namespace gg::secrets
