#pragma once

#include "base/check.h"
#include "base/result.h"
#include "ledger/hash.h"
#include "ledger/node.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gg::ledger {

/// A Merkle tree that only grows: its size and one hash for each one bit of it, the complete
/// subtrees from left to right. That is all it takes to append and to know the root; at most 64
/// hashes. *value*  Source: RFC 9162 §2.1.
class Frontier {
 public:
  [[nodiscard]] std::uint64_t size() const { return size_; }
  /// The root of the tree as it stands, in O(log size).
  [[nodiscard]] TreeHash root() const;

  /// Appends one leaf, in O(1) on average, O(log size) at worst.
  void append(const TreeHash& leaf) {
    append_subtree(0, leaf, [](NodeId, const TreeHash&) {});
  }

  /// Appends 2^level leaves by the root of their subtree; the size must be a multiple of 2^level.
  /// `completed(NodeId, const TreeHash&)` is told each node that is complete now, lowest first.
  template <class F>
  void append_subtree(unsigned level, TreeHash hash, F&& completed) {
    GG_CHECK(level < 64 && size_ % (std::uint64_t{1} << level) == 0);
    std::uint64_t index = size_ >> level;
    size_ += std::uint64_t{1} << level;
    for (;; ++level, index >>= 1U) {
      completed(NodeId{level, index}, std::as_const(hash));
      if (index % 2 == 0) break;
      hash = node_hash(nodes_.back(), hash);
      nodes_.pop_back();
    }
    nodes_.push_back(hash);
  }

  /// Size (8 bytes, big-endian), then the hashes: at most 2 056 bytes.
  [[nodiscard]] std::string bytes() const;
  /// Errors: InvalidInput where the bytes are not those of a frontier.
  static Result<Frontier> parse(std::string_view bytes);

  friend bool operator==(const Frontier&, const Frontier&) = default;

 private:
  std::uint64_t size_ = 0;
  std::vector<TreeHash> nodes_;
};

}  // namespace gg::ledger
