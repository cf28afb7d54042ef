#pragma once

#include "bytes/fault.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace gg::id3 {

/// Bytes with unsynchronisation undone, and the way back to where they stood. *value*
struct Resynchronised {
  std::vector<std::byte> bytes;
  std::vector<std::uint32_t>
      dropped_before;  ///< Indices in `bytes` before which a zero was dropped.

  /// Where `bytes[index]` stood in the encoded bytes.
  [[nodiscard]] std::uint64_t encoded_offset(std::uint64_t index) const;
};

/// What decoding `encoded_bytes` bytes costs in memory at most.
constexpr std::uint64_t resynchronise_cost_bytes(std::uint64_t encoded_bytes) {
  return encoded_bytes * 3;
}

/// Undoes unsynchronisation: FF 00 becomes FF. Total: other bytes stay. The caller has charged
/// `resynchronise_cost_bytes`. Source: id3v2.3.0 section 5, id3v2.4.0-structure section 6.1.
Resynchronised resynchronise(Bytes encoded);

}  // namespace gg::id3
