#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gg::secrets {

/// Bytes as the C libraries take them. The only place of this room that looks at memory as another
/// type; both are views and end with what they look at.
inline const std::uint8_t* octets(std::string_view bytes) {
  return reinterpret_cast<const std::uint8_t*>(bytes.data());
}
inline std::uint8_t* octets(std::string& bytes) {
  return reinterpret_cast<std::uint8_t*>(bytes.data());
}

/// Octets as text, one char a byte.
inline std::string_view chars(const std::uint8_t* first, std::size_t size_bytes) {
  return {reinterpret_cast<const char*>(first), size_bytes};
}

}  // namespace gg::secrets
