#include "signing/binding_text.h"

#include "base/check.h"
#include "embedding/octets.h"
#include "formats/bmff/box.h"
#include "signing/fields.h"

#include <limits>
#include <utility>

namespace gg::signing {
namespace {

constexpr std::uint64_t number_max = std::numeric_limits<std::uint64_t>::max();

/// The assertion with so many zeros in `pad`, and in `pad2` where that is there.
ByteArray with_pads(const DataHashText& text, std::size_t pad, std::optional<std::size_t> pad2) {
  std::vector<ByteArray> ranges;
  for (const auto& range : text.exclusions)
    ranges.push_back(Fields().number("start", range.first).number("length", range.size()).cbor());
  Fields fields;
  fields.text("alg", bindings::name_of(text.algorithm))
      .bytes("hash", text.hash.view())
      .bytes("pad", ByteArray(pad))
      .list_if_any("exclusions", ranges);
  if (pad2) fields.bytes("pad2", ByteArray(*pad2));
  return fields.cbor();
}

/// One exclusion of root boxes of a type.
Fields exclusion_of(std::string_view path) { return Fields().text("xpath", path); }

std::vector<ByteArray> exclusions_of(bool media_in_trees) {
  constexpr std::uint64_t type_end = 8;          // of a box: its UUID stands there
  constexpr std::uint64_t long_header_end = 16;  // of a box: its payload, to its end
  const auto identifier =
      embedding::Octets().u64(bmff::c2pa_uuid_high).u64(bmff::c2pa_uuid_low).bytes();
  std::vector<ByteArray> exclusions{
      exclusion_of("/uuid")
          .list("data", {Fields().number("offset", type_end).bytes("value", identifier).cbor()})
          .cbor(),
      exclusion_of("/ftyp").cbor(), exclusion_of("/mfra").cbor()};
  if (media_in_trees)
    exclusions.push_back(
        exclusion_of("/mdat")
            .list("subset", {Fields().number("offset", long_header_end).number("length", 0).cbor()})
            .cbor());
  return exclusions;
}

ByteArray tree_map(const TreeText& tree) {
  cbor::Encoder hashes;
  hashes.array(tree.leaves.size());
  for (const auto& leaf : tree.leaves) hashes.bytes(leaf.view());
  Fields fields;
  fields.number("uniqueId", tree.unique_id)
      .number("localId", tree.local_id)
      .number("count", tree.leaves.size())
      .item("hashes", std::move(hashes).result());
  if (tree.init_hash) fields.bytes("initHash", tree.init_hash->view());
  if (tree.fixed_block_bytes) fields.number("fixedBlockSize", *tree.fixed_block_bytes);
  return fields.cbor();
}

}  // namespace

std::size_t data_hash_bytes(std::size_t exclusions, bindings::Algorithm algorithm) {
  const std::vector<ByteRange> widest(exclusions, ByteRange{number_max, number_max});
  DataHashText text{widest, algorithm, blank_digest(algorithm)};
  // A start and a length of eight bytes: the range itself says one of them.
  constexpr std::size_t widest_length_bytes = 8;
  return with_pads(text, 0, std::nullopt).size() + exclusions * widest_length_bytes;
}

std::vector<std::byte> encode_data_hash(const DataHashText& text) {
  const auto wanted = data_hash_bytes(text.exclusions.size(), text.algorithm);
  const auto bare = with_pads(text, 0, std::nullopt).size();
  GG_CHECK(bare <= wanted);
  const auto missing = wanted - bare;
  // The head of a longer string is longer: some lengths need a second string.
  constexpr std::size_t second_pads = 24;
  constexpr std::size_t heads = 4;
  for (std::size_t head = 0; head < heads && head <= missing; ++head) {
    auto encoded = with_pads(text, missing - head, std::nullopt);
    if (encoded.size() == wanted) return encoded;
  }
  for (std::size_t second = 0; second < second_pads; ++second) {
    const auto used = with_pads(text, 0, second).size() - bare;
    for (std::size_t head = 0; head < heads && used + head <= missing; ++head) {
      auto encoded = with_pads(text, missing - used - head, second);
      if (encoded.size() == wanted) return encoded;
    }
  }
  GG_CHECK(false);
  return {};
}

std::vector<std::byte> encode_bmff_hash(const BmffHashText& text) {
  const bool media_in_trees = text.hash && !text.trees.empty();
  Fields fields;
  fields.list("exclusions", exclusions_of(media_in_trees))
      .text("alg", bindings::name_of(text.algorithm));
  if (text.hash) fields.bytes("hash", text.hash->view());
  std::vector<ByteArray> trees;
  for (const auto& tree : text.trees) trees.push_back(tree_map(tree));
  return fields.list_if_any("merkle", trees).cbor();
}

bindings::HashValue blank_digest(bindings::Algorithm algorithm) {
  return bindings::hash_of(algorithm, {});
}

}  // namespace gg::signing
