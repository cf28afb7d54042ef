#include "bindings/merkle.h"

#include "bindings/faults.h"
#include "formats/bmff/box.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace gg::bindings {
namespace {

/// A proof has one hash a row of its tree: 64 rows of 64 bytes are more than any file has.
constexpr std::uint64_t merkle_box_bytes_max = 8192;
constexpr std::string_view merkle_identifier =
    "\xD8\xFE\xC3\xD6\x1B\x0E\x48\x3C\x92\x97\x58\x28\x87\x7E\xC4\x81";
constexpr std::string_view merkle_purpose{"merkle\0", 7};

/// The bytes of a box, in memory that is not kept.
struct BoxBytes {
  std::array<std::byte, merkle_box_bytes_max> buffer{};
  Bytes view;
};

/// Moves `in` behind identifier, version and purpose, when these are those of a merkle box.
Parsed<bool> take_head(Reader& in) {
  constexpr auto head_bytes = merkle_identifier.size() + 4 + merkle_purpose.size();
  if (in.remaining() < head_bytes) return false;
  TRY_LET(const auto identifier, in.text(merkle_identifier.size()));
  if (identifier != merkle_identifier) return false;
  TRY(in.skip(4));  // version and flags
  TRY_LET(const auto purpose, in.text(merkle_purpose.size()));
  return purpose == merkle_purpose;
}

/// The CBOR of a merkle box; nothing for any other box.
Parsed<std::optional<Reader>> open_merkle_box(Reader file, ByteRange range, BoxBytes& bytes) {
  constexpr std::uint64_t box_bytes_min = 8 + 16 + 4 + 7;
  if (range.size() < box_bytes_min) return std::optional<Reader>{};
  TRY_LET(auto in, file.slice(range.first, range.size()));
  TRY_LET(bytes.view, in.take_window(bytes.buffer));
  Reader box(bytes.view, range.first);
  TRY_LET(const auto size, box.u32());
  TRY(box.skip(size == 1 ? 12 : 4));  // type, and the long size
  TRY_LET(const auto is_merkle, take_head(box));
  if (!is_merkle) return std::optional<Reader>{};
  if (range.size() > merkle_box_bytes_max) return box.error(faults::bad_merkle_box);
  return std::optional(box);
}

Parsed<MerkleProof> parse_cbor_of(Reader in, cbor::Value& kept) {
  Budget budget({.depth_max = 4, .items_max = 512});
  TRY_LET(kept, cbor::parse_value(in, budget));  // padding may follow
  auto proof = parse_merkle_proof(kept);
  if (!proof.has_value()) return in.error(faults::bad_merkle_box);
  return *std::move(proof);
}

}  // namespace

bool is_row_of_tree(const MerkleRow& row) {
  auto nodes = row.count;
  while (nodes > row.hashes.size() && nodes > 1) nodes = nodes / 2 + nodes % 2;
  return nodes == row.hashes.size();
}

bool proves(const MerkleRow& row, Algorithm algorithm, const HashValue& leaf,
            std::uint64_t location, const std::vector<Bytes>& proof) {
  if (location >= row.count) return false;
  auto value = leaf;
  auto index = location;
  std::size_t used = 0;
  for (auto nodes = row.count; nodes > row.hashes.size(); nodes = nodes / 2 + nodes % 2) {
    const bool is_right = index % 2 == 1;
    if (is_right || index + 1 < nodes) {
      if (used == proof.size()) return false;
      const auto other = proof[used++];
      const std::array<Bytes, 2> pair = {is_right ? other : value.view(),
                                         is_right ? value.view() : other};
      value = hash_of(algorithm, pair);
    }
    index /= 2;
  }
  return used == proof.size() && index < row.hashes.size() &&
         value.is(row.hashes[static_cast<std::size_t>(index)]);
}

Parsed<std::optional<MerkleBox>> read_merkle_box(Reader file, ByteRange range) {
  BoxBytes bytes;
  TRY_LET(const auto in, open_merkle_box(file, range, bytes));
  if (!in) return std::optional<MerkleBox>{};
  cbor::Value kept;
  TRY_LET(const auto proof, parse_cbor_of(*in, kept));
  return std::optional(MerkleBox{proof.unique_id, proof.local_id, proof.location, range});
}

Parsed<std::vector<std::vector<std::byte>>> read_merkle_hashes(Reader file, const MerkleBox& box) {
  BoxBytes bytes;
  std::vector<std::vector<std::byte>> hashes;
  TRY_LET(const auto in, open_merkle_box(file, box.range, bytes));
  if (!in) return hashes;
  cbor::Value kept;
  TRY_LET(const auto proof, parse_cbor_of(*in, kept));
  for (const auto hash : proof.hashes) hashes.emplace_back(hash.begin(), hash.end());
  return hashes;
}

}  // namespace gg::bindings
