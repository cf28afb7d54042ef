#pragma once

#include "bytes/fault.h"

#include <span>
#include <string_view>
#include <vector>

namespace gg::trust {

/// Bytes as OpenSSL takes them. The only place of this room that looks at memory as another type;
/// all are views and end with what they look at.
inline const unsigned char* octets(Bytes bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
inline unsigned char* octets(std::vector<std::byte>& bytes) {
  return reinterpret_cast<unsigned char*>(bytes.data());
}

/// Octets that OpenSSL gave.
inline Bytes bytes_at(const unsigned char* first, std::size_t size_bytes) {
  return std::as_bytes(std::span(first, size_bytes));
}

/// One char a byte.
inline std::string_view chars(Bytes bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace gg::trust
