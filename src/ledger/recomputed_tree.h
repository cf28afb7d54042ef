#pragma once

#include "base/result.h"
#include "ledger/anchors.h"
#include "ledger/frontier.h"
#include "ledger/ledger_source.h"
#include "ledger/span.h"

#include <array>
#include <cstdint>
#include <vector>

namespace gg::ledger {

/// The tree over the spans in order, once for each lane; the lanes are one until the first doubt.
/// *single thread*
class RecomputedTree {
 public:
  /// `anchors` must outlive it.
  explicit RecomputedTree(Anchors& anchors) : anchors_(anchors) { meet(); }

  void add(const SpanHashes& span);

  /// Compares the tiles of level 1 and above with the tree: call after the last span and after
  /// `Anchors::close`. Errors: those of the source.
  Result<std::vector<LedgerFault>> check_upper_tiles(LedgerSource& source) const;

  [[nodiscard]] std::uint64_t size() const { return tree(Lane::Majority).size(); }
  [[nodiscard]] TreeHash root() const { return tree(Lane::Majority).root(); }

 private:
  /// A hash that a tile of level 1 or above must hold, as two lanes have it.
  struct UpperNode {
    NodeId node;
    TreeHash majority;
    TreeHash parents;
  };
  /// A tile of level 0 whose hash in the tile of level 1 is another.
  struct OddParent {
    std::uint64_t tile;
    bool missing;
  };

  [[nodiscard]] const Frontier& tree(Lane lane) const {
    return trees_[split_ ? static_cast<std::size_t>(lane) : 0];
  }
  Frontier& tree(Lane lane) { return trees_[split_ ? static_cast<std::size_t>(lane) : 0]; }
  void split();
  void meet();
  void add_leaves(const SpanHashes& span, std::size_t first, std::size_t end);
  void add_tile(const TileRoot& root);
  void keep_upper(NodeId node, const TreeHash& hash, Lane lane);
  [[nodiscard]] LedgerFault fault_of(const OddParent& odd) const;

  Anchors& anchors_;
  std::array<Frontier, lanes_count> trees_;
  bool split_ = false;
  std::vector<UpperNode> upper_;  ///< One for 65 536 entries.
  std::vector<OddParent> odd_;
};

}  // namespace gg::ledger
