#include "base/base64.h"

#include <cstddef>
#include <cstdint>

namespace gg {
namespace {

constexpr std::string_view letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

std::string base64_of(std::string_view bytes) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t index = 0; index < bytes.size(); index += 3) {
    const auto group = bytes.substr(index, 3);
    std::uint32_t bits = 0;
    for (std::size_t at = 0; at < 3; ++at)
      bits = bits << 8U | (at < group.size() ? static_cast<unsigned char>(group[at]) : 0U);
    for (std::size_t at = 0; at < 4; ++at)
      out += at <= group.size() ? letters[bits >> (18 - 6 * at) & 63U] : '=';
  }
  return out;
}

std::optional<std::string> parse_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  auto digits = text;
  for (int padding = 0; padding < 2 && digits.ends_with('='); ++padding) digits.remove_suffix(1);
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  unsigned bits_count = 0;
  for (const char digit : digits) {
    const auto value = letters.find(digit);
    if (value == std::string_view::npos) return std::nullopt;
    bits = (bits << 6U | static_cast<std::uint32_t>(value)) & 0xFFFU;
    bits_count += 6;
    if (bits_count < 8) continue;
    bits_count -= 8;
    bytes += static_cast<char>(static_cast<unsigned char>(bits >> bits_count & 0xFFU));
  }
  if ((bits & ((1U << bits_count) - 1)) != 0) return std::nullopt;
  return bytes;
}

}  // namespace gg
