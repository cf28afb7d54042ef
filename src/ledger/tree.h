#pragma once

#include "base/result.h"
#include "ledger/hash.h"
#include "ledger/node.h"

#include <cstdint>
#include <span>
#include <vector>

namespace gg::ledger {

/// The hashes of a proof, from the leaf's side up.
using HashPath = std::vector<TreeHash>;

/// The root over all leaves in order.  Source: RFC 9162 §2.1.1.
TreeHash root_of_leaves(std::span<const TreeHash> leaves);

/// The root that the tree had at `size` leaves, from O(log size) reads. Errors: those of `hashes`.
Result<TreeHash> root_at(std::uint64_t size, const HashReader& hashes);

/// One leaf of a tree of `size` leaves. *value*
struct LeafPlace {
  std::uint64_t index = 0;
  std::uint64_t size = 0;
};

/// Proves that the leaf at `place.index` is in the tree of `place.size`. Errors: InvalidInput where
/// there is no such leaf, and those of `hashes`.  Source: RFC 9162 §2.1.3.1.
Result<HashPath> inclusion_path(LeafPlace place, const HashReader& hashes);

/// Errors: InvalidInput saying why `path` does not lead from `leaf` to `root`.
/// Source: RFC 9162 §2.1.3.2.
Result<void> check_inclusion(LeafPlace place, const TreeHash& leaf, std::span<const TreeHash> path,
                             const TreeHash& root);

/// A tree at one size. *value*
struct TreeHead {
  std::uint64_t size = 0;
  TreeHash root;

  friend bool operator==(const TreeHead&, const TreeHead&) = default;
};

/// Two sizes of one tree. *value*
struct SizePair {
  std::uint64_t older = 0;
  std::uint64_t newer = 0;
};

/// Proves that the tree of `sizes.newer` begins with the tree of `sizes.older`; empty where the
/// older one is empty or both are the same. Errors: InvalidInput where older > newer, and those of
/// `hashes`.  Source: RFC 9162 §2.1.4.1.
Result<HashPath> consistency_path(SizePair sizes, const HashReader& hashes);

/// Errors: InvalidInput saying why `path` does not show that `newer` begins with `older`.
/// Source: RFC 9162 §2.1.4.2.
Result<void> check_consistency(const TreeHead& older, const TreeHead& newer,
                               std::span<const TreeHash> path);

}  // namespace gg::ledger
