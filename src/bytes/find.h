#pragma once

#include "bytes/fault.h"

#include <cstddef>
#include <cstring>

namespace gg {

/// Index of the first `wanted` in `bytes` at or after `first`; `bytes.size()` where there is none.
/// As fast as the C library's memchr: for bulk data that a parser must pass over.
inline std::size_t find_byte(Bytes bytes, std::byte wanted, std::size_t first) {
  if (first >= bytes.size()) return bytes.size();
  const auto rest = bytes.subspan(first);
  const auto* found = static_cast<const std::byte*>(
      std::memchr(rest.data(), std::to_integer<int>(wanted), rest.size()));
  if (found == nullptr) return bytes.size();
  return first + static_cast<std::size_t>(found - rest.data());
}

}  // namespace gg
