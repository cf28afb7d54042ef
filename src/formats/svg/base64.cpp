#include "formats/svg/base64.h"

#include <cstdint>

namespace gg::svg {
namespace {

std::optional<std::uint32_t> value_of(char digit) {
  if (digit >= 'A' && digit <= 'Z') return static_cast<std::uint32_t>(digit - 'A');
  if (digit >= 'a' && digit <= 'z') return static_cast<std::uint32_t>(digit - 'a' + 26);
  if (digit >= '0' && digit <= '9') return static_cast<std::uint32_t>(digit - '0' + 52);
  if (digit == '+') return 62U;
  if (digit == '/') return 63U;
  return std::nullopt;
}

}  // namespace

std::optional<std::vector<std::byte>> bytes_of_base64(std::string_view text) {
  std::vector<std::byte> bytes;
  bytes.reserve(text.size() / 4 * 3 + 3);
  std::uint32_t bits = 0;
  std::size_t digits = 0;
  std::size_t padding = 0;
  for (const char c : text) {
    if (c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
    if (c == '=') {
      ++padding;
      continue;
    }
    const auto value = value_of(c);
    if (!value || padding != 0) return std::nullopt;
    bits = bits << 6U | *value;
    if (++digits % 4 != 0) continue;
    for (const unsigned shift : {16U, 8U, 0U})
      bytes.push_back(static_cast<std::byte>(bits >> shift));
    bits = 0;
  }
  const auto rest = digits % 4;
  if (rest == 1 || (padding != 0 && rest + padding != 4)) return std::nullopt;
  if (rest == 2) bytes.push_back(static_cast<std::byte>(bits >> 4U));
  if (rest == 3)
    for (const unsigned shift : {10U, 2U}) bytes.push_back(static_cast<std::byte>(bits >> shift));
  return bytes;
}

}  // namespace gg::svg
