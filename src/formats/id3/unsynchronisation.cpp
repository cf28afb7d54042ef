#include "formats/id3/unsynchronisation.h"

#include <algorithm>

namespace gg::id3 {

std::uint64_t Resynchronised::encoded_offset(std::uint64_t index) const {
  const auto after = std::ranges::upper_bound(dropped_before, index);
  return index + static_cast<std::uint64_t>(after - dropped_before.begin());
}

Resynchronised resynchronise(Bytes encoded) {
  Resynchronised result;
  result.bytes.reserve(encoded.size());
  bool after_ff = false;
  for (const auto byte : encoded) {
    if (after_ff && byte == std::byte{0}) {
      result.dropped_before.push_back(static_cast<std::uint32_t>(result.bytes.size()));
      after_ff = false;
      continue;
    }
    result.bytes.push_back(byte);
    after_ff = byte == std::byte{0xFF};
  }
  return result;
}

}  // namespace gg::id3
