#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gg {

/// A hash value of `N` bytes. `Tag` keeps digests of different meaning apart. *value*
template <std::size_t N, class Tag>
struct Digest {
  std::array<std::uint8_t, N> bytes{};

  friend auto operator<=>(const Digest&, const Digest&) = default;

  /// Lower-case hexadecimal, 2 N characters.
  [[nodiscard]] std::string hex() const {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(2 * N);
    for (const auto byte : bytes) {
      text += digits[byte >> 4U];
      text += digits[byte & 15U];
    }
    return text;
  }

  /// Reads 2 N hexadecimal digits of either case; nothing if `text` is anything else.
  static std::optional<Digest> parse(std::string_view text) {
    if (text.size() != 2 * N) return std::nullopt;
    Digest digest;
    for (std::size_t index = 0; index < 2 * N; ++index) {
      const auto nibble = value_of(text[index]);
      if (!nibble) return std::nullopt;
      auto& byte = digest.bytes[index / 2];
      byte = static_cast<std::uint8_t>((byte << 4U) | *nibble);
    }
    return digest;
  }

 private:
  static std::optional<std::uint8_t> value_of(char digit) {
    if (digit >= '0' && digit <= '9') return static_cast<std::uint8_t>(digit - '0');
    if (digit >= 'a' && digit <= 'f') return static_cast<std::uint8_t>(digit - 'a' + 10);
    if (digit >= 'A' && digit <= 'F') return static_cast<std::uint8_t>(digit - 'A' + 10);
    return std::nullopt;
  }
};

using Sha256 = Digest<32, struct Sha256Tag>;

}  // namespace gg
