#pragma once

#include "base/digest.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gg::ledger {

/// 32 random bytes that keep a record from being guessed out of its commitment.
using Salt = Digest<32, struct SaltTag>;
/// What the log holds of an entry: SHA-256(salt ‖ canonical bytes). Salt and record can be erased
/// from the store while this stays.
using Commitment = Digest<32, struct CommitmentTag>;
/// A hash of the tree: of a leaf, of an inner node or of the whole tree.
using TreeHash = Digest<32, struct TreeHashTag>;

inline constexpr std::size_t hash_bytes = 32;

Commitment commitment_of(const Salt& salt, std::string_view canonical);

/// SHA-256(0x00 ‖ commitment).  Source: RFC 9162 §2.1.1.
TreeHash leaf_hash(const Commitment& commitment);

/// SHA-256(0x01 ‖ left ‖ right).  Source: RFC 9162 §2.1.1.
TreeHash node_hash(const TreeHash& left, const TreeHash& right);

/// The root of a tree without leaves: SHA-256 of nothing.  Source: RFC 9162 §2.1.1.
TreeHash empty_root();

/// The bytes of a digest as they stand.
template <std::size_t N, class Tag>
std::string bytes_of(const Digest<N, Tag>& digest) {
  return {digest.bytes.begin(), digest.bytes.end()};
}

/// A digest from exactly its bytes, or nothing.
template <class D>
std::optional<D> digest_from(std::string_view bytes) {
  constexpr auto size = sizeof(D::bytes);
  if (bytes.size() != size) return std::nullopt;
  std::array<char, size> copy;
  std::ranges::copy(bytes, copy.begin());
  return D{std::bit_cast<std::array<std::uint8_t, size>>(copy)};
}

}  // namespace gg::ledger
