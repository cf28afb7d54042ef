#include "ledger/tree.h"

#include "ledger/frontier.h"

#include <algorithm>
#include <bit>
#include <string>

namespace gg::ledger {
namespace {

/// Leaves [first, end). A range here starts where its largest complete subtree may start.
struct Leaves {
  std::uint64_t first;
  std::uint64_t end;
  [[nodiscard]] std::uint64_t count() const { return end - first; }
};

/// k of RFC 9162 §2.1.1: the largest power of two smaller than `count` (at least 2).
std::uint64_t split_of(std::uint64_t count) { return std::bit_floor(count - 1); }

/// The root over `leaves`, folded from its complete subtrees.
Result<TreeHash> root_of_range(Leaves leaves, const HashReader& hashes) {
  std::vector<TreeHash> subtrees;
  while (leaves.count() > 0) {
    const auto count = std::bit_floor(leaves.count());
    const auto level = static_cast<unsigned>(std::countr_zero(count));
    TRY_LET(const auto hash, hashes(NodeId{level, leaves.first >> level}));
    subtrees.push_back(hash);
    leaves.first += count;
  }
  if (subtrees.empty()) return empty_root();
  auto root = subtrees.back();
  for (auto left = subtrees.rbegin() + 1; left != subtrees.rend(); ++left)
    root = node_hash(*left, root);
  return root;
}

tl::unexpected<Error> refuse_proof(std::string why) {
  return fail(Error{ErrorKind::InvalidInput, std::move(why)});
}

Result<void> check_size(std::uint64_t size) {
  if (size < tree_size_end) return {};
  return refuse_proof("a tree cannot have " + std::to_string(size) + " leaves");
}

/// Where a verifier stands on its way up: the node's index at its level, and that of the last node.
struct Climb {
  std::uint64_t index;
  std::uint64_t last;

  [[nodiscard]] bool at_root() const { return last == 0; }
  /// Whether the next hash of the path stands left of the node.
  [[nodiscard]] bool has_left_sibling() const { return index % 2 == 1 || index == last; }
  void up() {
    index >>= 1U;
    last >>= 1U;
  }
  /// Past the levels at which the node has no sibling at all.
  void skip_lone_levels() {
    while (index % 2 == 0 && index != 0) up();
  }
};

}  // namespace

TreeHash root_of_leaves(std::span<const TreeHash> leaves) {
  Frontier frontier;
  for (const auto& leaf : leaves) frontier.append(leaf);
  return frontier.root();
}

Result<TreeHash> root_at(std::uint64_t size, const HashReader& hashes) {
  TRY(check_size(size));
  return root_of_range({0, size}, hashes);
}

Result<HashPath> inclusion_path(LeafPlace place, const HashReader& hashes) {
  TRY(check_size(place.size));
  if (place.index >= place.size)
    return refuse_proof("a tree of " + std::to_string(place.size) + " leaves has no leaf " +
                        std::to_string(place.index));
  HashPath path;
  Leaves range{0, place.size};
  while (range.count() > 1) {
    const auto middle = range.first + split_of(range.count());
    const bool left = place.index < middle;
    TRY_LET(const auto sibling,
            root_of_range(left ? Leaves{middle, range.end} : Leaves{range.first, middle}, hashes));
    path.push_back(sibling);
    (left ? range.end : range.first) = middle;
  }
  std::ranges::reverse(path);
  return path;
}

Result<void> check_inclusion(LeafPlace place, const TreeHash& leaf, std::span<const TreeHash> path,
                             const TreeHash& root) {
  TRY(check_size(place.size));
  if (place.index >= place.size)
    return refuse_proof("the proof is for entry " + std::to_string(place.index) +
                        ", but the tree has " + std::to_string(place.size) + " entries");
  Climb climb{place.index, place.size - 1};
  auto hash = leaf;
  for (const auto& sibling : path) {
    if (climb.at_root()) return refuse_proof("the proof has more hashes than a tree of that size");
    if (climb.has_left_sibling()) {
      hash = node_hash(sibling, hash);
      climb.skip_lone_levels();
    } else {
      hash = node_hash(hash, sibling);
    }
    climb.up();
  }
  if (!climb.at_root()) return refuse_proof("the proof has fewer hashes than a tree of that size");
  if (hash != root)
    return refuse_proof("the proof does not lead from this entry to the signed root");
  return {};
}

Result<HashPath> consistency_path(SizePair sizes, const HashReader& hashes) {
  TRY(check_size(sizes.newer));
  if (sizes.older > sizes.newer)
    return refuse_proof("a tree of " + std::to_string(sizes.newer) +
                        " leaves has no earlier size " + std::to_string(sizes.older));
  HashPath path;
  if (sizes.older == 0) return path;
  Leaves range{0, sizes.newer};
  bool is_known = true;  // the subtree of the older tree at hand is that tree itself
  while (range.end != sizes.older) {
    const auto middle = range.first + split_of(range.count());
    const bool left = sizes.older <= middle;
    TRY_LET(const auto sibling,
            root_of_range(left ? Leaves{middle, range.end} : Leaves{range.first, middle}, hashes));
    path.push_back(sibling);
    (left ? range.end : range.first) = middle;
    is_known = is_known && left;
  }
  if (!is_known) {
    TRY_LET(const auto hash, root_of_range(range, hashes));
    path.push_back(hash);
  }
  std::ranges::reverse(path);
  return path;
}

Result<void> check_consistency(const TreeHead& older, const TreeHead& newer,
                               std::span<const TreeHash> path) {
  TRY(check_size(newer.size));
  if (older.size > newer.size) return refuse_proof("the older tree is larger than the newer one");
  if (older.size == newer.size || older.size == 0) {
    if (!path.empty()) return refuse_proof("the proof has hashes where none are needed");
    if (older.root == (older.size == 0 ? empty_root() : newer.root)) return {};
    return refuse_proof("the trees have the same size and different roots");
  }
  Climb climb{older.size - 1, newer.size - 1};
  while (climb.index % 2 == 1) climb.up();
  const bool is_known = std::has_single_bit(older.size);
  if (!is_known && path.empty()) return refuse_proof("the proof has no hashes");
  auto older_hash = is_known ? older.root : path.front();
  auto newer_hash = older_hash;
  for (const auto& sibling : path.subspan(is_known ? 0 : 1)) {
    if (climb.at_root()) return refuse_proof("the proof has more hashes than a tree of that size");
    if (climb.has_left_sibling()) {
      older_hash = node_hash(sibling, older_hash);
      newer_hash = node_hash(sibling, newer_hash);
      climb.skip_lone_levels();
    } else {
      newer_hash = node_hash(newer_hash, sibling);
    }
    climb.up();
  }
  if (!climb.at_root()) return refuse_proof("the proof has fewer hashes than a tree of that size");
  if (older_hash != older.root) return refuse_proof("the proof does not lead to the older root");
  if (newer_hash != newer.root) return refuse_proof("the proof does not lead to the newer root");
  return {};
}

}  // namespace gg::ledger
