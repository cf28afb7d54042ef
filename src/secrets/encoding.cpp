#include "secrets/encoding.h"

#include "secrets/octets.h"

#include <cstdint>

#include <sodium.h>

namespace gg::secrets {
namespace {

constexpr unsigned url_safe = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

}  // namespace

std::string base64url(std::string_view bytes) {
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), url_safe), '\0');
  sodium_bin2base64(text.data(), text.size(), octets(bytes), bytes.size(), url_safe);
  text.pop_back();  // the NUL that libsodium ends with
  return text;
}

std::optional<std::string> parse_base64url(std::string_view text) {
  std::string bytes(text.size() / 4 * 3 + 3, '\0');
  std::size_t size = 0;
  if (sodium_base642bin(octets(bytes), bytes.size(), text.data(), text.size(), nullptr, &size,
                        nullptr, url_safe) != 0)
    return std::nullopt;
  bytes.resize(size);
  // libsodium 1.0.18 reads some bytes past 0x7F as letters.
  if (base64url(bytes) != text) return std::nullopt;
  return bytes;
}

std::string base32(std::string_view bytes) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char byte : bytes) {
    bits = bits << 8U | static_cast<std::uint8_t>(byte);
    for (count += 8; count >= 5; count -= 5) text += letters[bits >> (count - 5) & 31U];
  }
  if (count != 0) text += letters[bits << (5 - count) & 31U];
  return text;
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  constexpr std::string_view unreserved =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  std::string out;
  for (const char c : text) {
    if (unreserved.find(c) != std::string_view::npos) {
      out += c;
      continue;
    }
    const auto byte = static_cast<std::uint8_t>(c);
    out += {'%', digits[byte >> 4U], digits[byte & 15U]};
  }
  return out;
}

}  // namespace gg::secrets
