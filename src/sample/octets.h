#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gg::sample {

/// A number as bytes, big or little end first.
inline std::string big(std::uint64_t value, unsigned bytes) {
  std::string out;
  for (unsigned at = bytes; at-- > 0;) out += static_cast<char>((value >> (8U * at)) & 0xFFU);
  return out;
}
inline std::string little(std::uint64_t value, unsigned bytes) {
  std::string out;
  for (unsigned at = 0; at < bytes; ++at) out += static_cast<char>((value >> (8U * at)) & 0xFFU);
  return out;
}

/// `text` with zeros behind it, `size` bytes in all.
inline std::string padded(std::string_view text, std::size_t size) {
  std::string out(text.substr(0, size));
  out.resize(size, '\0');
  return out;
}

/// A box of ISO media and of JUMBF: length, kind, payload.
inline std::string box(std::string_view kind, std::string_view payload) {
  return big(payload.size() + 8, 4) + std::string(kind) + std::string(payload);
}

}  // namespace gg::sample
