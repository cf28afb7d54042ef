#include "signing/binding_text.h"

#include "base/check.h"
#include "embedding/octets.h"
#include "formats/bmff/box.h"
#include "formats/cbor/encode.h"

#include <limits>
#include <utility>

namespace gg::signing {
namespace {

using cbor::Encoder;
using Entries = Encoder::Entries;

constexpr std::uint64_t number_max = std::numeric_limits<std::uint64_t>::max();

std::pair<std::vector<std::byte>, std::vector<std::byte>> entry(std::string_view key,
                                                                std::vector<std::byte> value) {
  return {Encoder().text(key).result(), std::move(value)};
}

std::vector<std::byte> text_of(std::string_view text) { return Encoder().text(text).result(); }
std::vector<std::byte> number_of(std::uint64_t number) {
  return Encoder().unsigned_integer(number).result();
}
std::vector<std::byte> bytes_of(Bytes bytes) { return Encoder().bytes(bytes).result(); }

std::vector<std::byte> zeros(std::size_t count) { return bytes_of(std::vector<std::byte>(count)); }

/// The assertion with so many zeros in `pad`, and in `pad2` where that is there.
std::vector<std::byte> with_pads(const DataHashText& text, std::size_t pad,
                                 std::optional<std::size_t> pad2) {
  Encoder ranges;
  ranges.array(text.exclusions.size());
  for (const auto& range : text.exclusions)
    ranges.map({entry("start", number_of(range.first)), entry("length", number_of(range.size()))});
  Entries entries = {entry("alg", text_of(bindings::name_of(text.algorithm))),
                     entry("hash", bytes_of(text.hash.view())), entry("pad", zeros(pad))};
  if (!text.exclusions.empty()) entries.push_back(entry("exclusions", ranges.result()));
  if (pad2) entries.push_back(entry("pad2", zeros(*pad2)));
  return Encoder().map(std::move(entries)).result();
}

/// One exclusion of root boxes of a type.
Entries exclusion_of(std::string_view path) { return {entry("xpath", text_of(path))}; }

std::vector<std::byte> exclusions_text(bool media_in_trees) {
  const auto identifier =
      embedding::Octets().u64(bmff::c2pa_uuid_high).u64(bmff::c2pa_uuid_low).bytes();
  auto store = exclusion_of("/uuid");
  store.push_back(
      entry("data", Encoder()
                        .array(1)
                        .map({entry("offset", number_of(8)), entry("value", bytes_of(identifier))})
                        .result()));
  auto media = exclusion_of("/mdat");
  media.push_back(
      entry("subset", Encoder()
                          .array(1)
                          .map({entry("offset", number_of(16)), entry("length", number_of(0))})
                          .result()));
  Encoder exclusions;
  exclusions.array(media_in_trees ? 4 : 3)
      .map(std::move(store))
      .map(exclusion_of("/ftyp"))
      .map(exclusion_of("/mfra"));
  if (media_in_trees) exclusions.map(std::move(media));
  return std::move(exclusions).result();
}

Entries tree_entries(const TreeText& tree) {
  Encoder hashes;
  hashes.array(tree.leaves.size());
  for (const auto& leaf : tree.leaves) hashes.bytes(leaf.view());
  Entries entries = {
      entry("uniqueId", number_of(tree.unique_id)), entry("localId", number_of(tree.local_id)),
      entry("count", number_of(tree.leaves.size())), entry("hashes", std::move(hashes).result())};
  if (tree.init_hash) entries.push_back(entry("initHash", bytes_of(tree.init_hash->view())));
  if (tree.fixed_block_bytes)
    entries.push_back(entry("fixedBlockSize", number_of(*tree.fixed_block_bytes)));
  return entries;
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
  Entries entries = {entry("exclusions", exclusions_text(media_in_trees)),
                     entry("alg", text_of(bindings::name_of(text.algorithm)))};
  if (text.hash) entries.push_back(entry("hash", bytes_of(text.hash->view())));
  if (!text.trees.empty()) {
    Encoder trees;
    trees.array(text.trees.size());
    for (const auto& tree : text.trees) trees.map(tree_entries(tree));
    entries.push_back(entry("merkle", std::move(trees).result()));
  }
  return Encoder().map(std::move(entries)).result();
}

bindings::HashValue blank_digest(bindings::Algorithm algorithm) {
  return bindings::hash_of(algorithm, {});
}

}  // namespace gg::signing
