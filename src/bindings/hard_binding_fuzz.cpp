#include "base/check.h"
#include "bindings/assertions.h"
#include "bindings/check.h"
#include "bytes/hex.h"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace {

using namespace gg;

constexpr ScanLimits limits{.depth_max = 8, .items_max = 2000, .kept_bytes_max = 1U << 16};

/// Exclusions that were accepted are in order and do not overlap.
void check_order(const std::vector<ByteRange>& ranges) {
  for (std::size_t index = 0; index < ranges.size(); ++index) {
    GG_CHECK(ranges[index].first <= ranges[index].end);
    if (index > 0) GG_CHECK(ranges[index - 1].end <= ranges[index].first);
  }
}

void parse_all(const cbor::Value& value) {
  using namespace bindings;
  if (const auto hash = parse_data_hash(value); hash.has_value()) check_order(hash->exclusions);
  if (const auto hash = parse_boxes_hash(value); hash.has_value()) GG_CHECK(!hash->runs.empty());
  if (const auto hash = parse_bmff_hash(value); hash.has_value())
    for (const auto& exclusion : hash->exclusions) {
      GG_CHECK(!exclusion.nodes.empty());
      if (exclusion.subset) check_order(*exclusion.subset);
    }
  if (const auto hash = parse_collection_hash(value); hash.has_value())
    GG_CHECK(!hash->members.empty());
  if (const auto hash = parse_multi_asset_hash(value); hash.has_value())
    GG_CHECK(!hash->parts.empty());
  static_cast<void>(parse_merkle_proof(value).has_value());
}

/// A small picture and a small film that the assertion is held against.
const std::vector<std::byte>& asset_of(Format format) {
  static const auto picture = bytes_of("FFD8 FFFE 0004 'aa' FFEB 0004 'JP' FFDA 0002 '1' FFD9");
  static const auto film = bytes_of(
      "0000000C 'ftypisom' 00000011 'moov' 00000009 'trak' 01 00000010 'moof' 'abcdefgh'"
      "0000001C 'mdat' '12345678901234567890'");
  return format == Format::Jpeg ? picture : film;
}

void check_outcome(const bindings::Outcome& outcome, std::uint64_t size_bytes) {
  GG_CHECK(outcome.matches() == outcome.problems.empty());
  std::uint64_t at = 0;
  for (const auto& gap : outcome.uncovered) {
    GG_CHECK(at <= gap.range.first && gap.range.first < gap.range.end);
    at = gap.range.end;
  }
  GG_CHECK(at <= size_bytes);
}

}  // namespace

/// Any bytes as an assertion: every reader takes or refuses them, and every check against a file
/// comes to an outcome whose gaps lie inside the file, in order.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto assertion = std::as_bytes(std::span(data, size));
  Budget budget(limits);
  const auto value = cbor::parse_document(Reader(assertion), budget);
  if (value.has_value()) parse_all(*value);
  CredentialStore store;
  store.pieces = {{8, 14}};
  const std::array<const CredentialStore*, 1> stores = {&store};
  for (const auto format : {Format::Jpeg, Format::Mp4}) {
    const auto& file = asset_of(format);
    const bindings::Asset asset{Reader(file), format, stores};
    for (const std::string_view label : {"c2pa.hash.data", "c2pa.hash.boxes", "c2pa.hash.bmff.v3"})
      check_outcome(bindings::check_hard_binding(label, asset, assertion, {},
                                                 {.claim_algorithm = "sha256", .limits = limits}),
                    file.size());
  }
  return 0;
}
