#include "ledger/recomputed_tree.h"

#include <algorithm>
#include <span>

namespace gg::ledger {
namespace {

constexpr unsigned upper_level = 2 * tile_height;
constexpr std::array lanes = {Lane::Rows, Lane::Tiles, Lane::Majority, Lane::Parents};

std::string tile_text(TileId tile) {
  return "tile " + std::to_string(tile.index) + " of level " + std::to_string(tile.level);
}

}  // namespace

void RecomputedTree::split() {
  if (split_) return;
  trees_.fill(trees_.front());
  split_ = true;
}

void RecomputedTree::meet() {
  if (anchors_.next_size() != size()) return;
  std::array<TreeHash, lanes_count> roots;
  roots.fill(trees_.front().root());
  if (split_)
    for (std::size_t lane = 1; lane < lanes_count; ++lane) roots[lane] = trees_[lane].root();
  anchors_.meet(size(), roots);
}

void RecomputedTree::keep_upper(NodeId node, const TreeHash& hash, Lane lane) {
  if (node.level < upper_level || node.level % tile_height != 0) return;
  if (lane == Lane::Majority || !split_) upper_.push_back({node, hash, hash});
  if (lane != Lane::Parents) return;
  const auto known = std::ranges::find(upper_, node, &UpperNode::node);
  if (known != upper_.end()) known->parents = hash;
}

void RecomputedTree::add_tile(const TileRoot& root) {
  if (std::ranges::any_of(root.by_lane, [&](const auto& one) { return one != root.by_lane[0]; }))
    split();
  for (const auto lane : lanes) {
    tree(lane).append_subtree(
        tile_height, root.by_lane[static_cast<std::size_t>(lane)],
        [this, lane](NodeId node, const TreeHash& hash) { keep_upper(node, hash, lane); });
    if (!split_) break;
  }
}

void RecomputedTree::add_leaves(const SpanHashes& span, std::size_t first, std::size_t end) {
  for (auto at = first; at < end; ++at) {
    for (const auto lane : lanes) {
      tree(lane).append(span.leaf(at, lane));
      if (!split_) break;
    }
    meet();
  }
}

void RecomputedTree::add(const SpanHashes& span) {
  if (!span.doubts.empty()) split();
  for (std::size_t first = 0; first < span.rows.size(); first += tile_width) {
    const auto end = std::min(first + tile_width, span.rows.size());
    const bool full = end - first == tile_width;
    const auto next = anchors_.next_size();
    const bool anchor_inside = next && *next > size() && *next < size() + (end - first);
    if (!full) {
      add_leaves(span, first, end);
      continue;
    }
    const auto& root = span.roots[first / tile_width];
    const auto leaf_lanes = std::span(root.by_lane).first<lanes_count - 1>();
    if (!root.stored || std::ranges::find(leaf_lanes, *root.stored) == leaf_lanes.end())
      odd_.push_back({size() / tile_width, !root.stored});
    if (anchor_inside) {
      const auto before = trees_;
      add_leaves(span, first, end - 1);
      trees_ = before;
    }
    add_tile(root);
    meet();
  }
}

LedgerFault RecomputedTree::fault_of(const OddParent& odd) const {
  const auto first = odd.tile * tile_width;
  const auto end = first + tile_width;
  const TileId above{1, odd.tile / tile_width};
  const auto place = "hash " + std::to_string(odd.tile % tile_width) + " of " + tile_text(above);
  if (odd.missing) return {FaultKind::TileMissing, first, place + " is missing", tile_width};
  if (end <= anchors_.trusted_below(Lane::Parents) && end > anchors_.trusted_below(Lane::Majority))
    return {FaultKind::EntriesRewritten, first,
            "one or more of the entries " + std::to_string(first) + " to " +
                std::to_string(end - 1) + " were rewritten together with their tile",
            tile_width};
  return {FaultKind::TileAltered, first, place + " is not the hash of the entries below it",
          tile_width};
}

Result<std::vector<LedgerFault>> RecomputedTree::check_upper_tiles(LedgerSource& source) const {
  std::vector<LedgerFault> faults;
  for (const auto& odd : odd_) faults.push_back(fault_of(odd));
  TileHashes tiles([&source](TileId tile) { return source.read_tile(tile); });
  for (const auto& upper : upper_) {
    const auto stored = tiles.read(upper.node);
    if (!stored && stored.error().kind != ErrorKind::NotFound) return fail(stored.error());
    if (stored && (*stored == upper.majority || *stored == upper.parents)) continue;
    const TileId tile{upper.node.level / tile_height, upper.node.index / tile_width};
    faults.push_back({stored ? FaultKind::TileAltered : FaultKind::TileMissing,
                      upper.node.index << upper.node.level,
                      "hash " + std::to_string(upper.node.index % tile_width) + " of " +
                          tile_text(tile) +
                          (stored ? " is not the hash of the entries below it" : " is missing"),
                      std::uint64_t{1} << upper.node.level});
  }
  // A tile must not hold more than the tree has; the first level without tiles must be empty.
  for (unsigned level = 1; level < 64 / tile_height; ++level) {
    const auto hashes = size() >> (level * tile_height);
    const TileId last{level, hashes / tile_width};
    TRY_LET(const auto bytes, source.read_tile(last));
    if (bytes.size() > tile_width_at(last, size()) * hash_bytes)
      faults.push_back({FaultKind::TileAltered, hashes << (level * tile_height),
                        tile_text(last) + " holds more than the entries there are", 0});
    if (hashes == 0) break;
  }
  return faults;
}

}  // namespace gg::ledger
