#include "embedding/bmff.h"
#include "formats/cbor/encode.h"

#include <algorithm>

namespace gg::embedding {
namespace {

std::vector<std::byte> leaf_text(const PlannedFragment& fragment, std::uint64_t location) {
  const auto entry = [](std::string_view key, std::uint64_t value) {
    return std::pair(cbor::Encoder().text(key).result(),
                     cbor::Encoder().unsigned_integer(value).result());
  };
  return cbor::Encoder()
      .map({entry("uniqueId", fragment.unique_id), entry("localId", fragment.local_id),
            entry("location", location)})
      .result();
}

}  // namespace

Octets hashes_box(const PlannedFragment& fragment, std::uint64_t leaves) {
  const auto text = leaf_text(fragment, fragment.location);
  const auto longest = leaf_text(fragment, std::max(leaves, fragment.location + 1) - 1).size();
  Octets content;
  content.u64(bmff::c2pa_uuid_high).u64(bmff::c2pa_uuid_low).u32(0).text("merkle").u8(0).add(text);
  for (auto size = text.size(); size < longest; ++size) content.u8(0);
  return Octets().u32(content.size() + 8).text("uuid").add(content.bytes());
}

}  // namespace gg::embedding
