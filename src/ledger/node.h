#pragma once

#include "base/result.h"
#include "ledger/hash.h"

#include <cstdint>
#include <functional>

namespace gg::ledger {

/// The complete subtree over the leaves [index × 2^level, (index + 1) × 2^level). Level 0 are the
/// leaves. *value*
struct NodeId {
  unsigned level = 0;
  std::uint64_t index = 0;

  friend bool operator==(const NodeId&, const NodeId&) = default;
};

/// Gives the hash of a complete subtree that lies within the tree.
using HashReader = std::function<Result<TreeHash>(NodeId)>;

/// Trees are smaller than this, as in every other implementation (signed 64-bit sizes).
inline constexpr std::uint64_t tree_size_end = std::uint64_t{1} << 63U;

}  // namespace gg::ledger
