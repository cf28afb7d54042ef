#include "report/hashing.h"

#include <cstddef>
#include <cstdint>

namespace gg::report {

std::string base64_of(std::string_view bytes) {
  constexpr std::string_view letters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
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

std::string bytes_of_digest(const Sha256& digest) {
  return {digest.bytes.begin(), digest.bytes.end()};
}

}  // namespace gg::report
