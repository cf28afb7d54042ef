#pragma once

#include "bindings/assertions.h"
#include "bindings/hash.h"

#include <optional>

namespace gg::bindings {

/// True when `row.hashes` can be a row of a tree of `row.count` leaves: each row has half as many
/// nodes as the one below it, rounded up. Source: C2PA 2.2 section A.5.4.
bool is_row_of_tree(const MerkleRow& row);

/// True when `leaf`, with the hashes of `proof`, gives the hash of `row` above it. A node without a
/// neighbour goes up as it is. Every hash of the proof must be used.
bool proves(const MerkleRow& row, Algorithm algorithm, const HashValue& leaf,
            std::uint64_t location, const std::vector<Bytes>& proof);

/// One C2PA box of hashes that was found in a file.
struct MerkleBox {
  std::uint64_t unique_id = 0;
  std::uint64_t local_id = 0;
  std::uint64_t location = 0;
  ByteRange range;  ///< Of the whole box.
};

/// What the root box at `range` says, when it is a C2PA box whose purpose is `merkle`.
/// Faults: bad_merkle_box, and those of reading.
Parsed<std::optional<MerkleBox>> read_merkle_box(Reader file, ByteRange range);

/// The hashes in a box of hashes, copied: the proof of its leaf. Faults: as above.
Parsed<std::vector<std::vector<std::byte>>> read_merkle_hashes(Reader file, const MerkleBox& box);

}  // namespace gg::bindings
