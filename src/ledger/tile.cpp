#include "ledger/tile.h"

#include "ledger/tree.h"

#include <algorithm>

namespace gg::ledger {
namespace {

/// Levels of tiles a tree may have: 8 × 7 bits reach beyond every size.
constexpr unsigned tile_levels = 8;

std::uint64_t hashes_at(unsigned level, std::uint64_t size) {
  return level < tile_levels ? size >> (level * tile_height) : 0;
}

/// The hashes of a tile at its own level, taken apart; at most 256.
std::vector<TreeHash> hashes_of(std::string_view bytes) {
  std::vector<TreeHash> hashes;
  for (; bytes.size() >= hash_bytes; bytes.remove_prefix(hash_bytes))
    hashes.push_back(*digest_from<TreeHash>(bytes.substr(0, hash_bytes)));
  return hashes;
}

}  // namespace

unsigned tile_width_at(TileId tile, std::uint64_t size) {
  const auto hashes = hashes_at(tile.level, size);
  if (tile.index > hashes / tile_width) return 0;
  return static_cast<unsigned>(
      std::min<std::uint64_t>(hashes - tile.index * tile_width, tile_width));
}

std::vector<TileId> tiles_changed(std::uint64_t older, std::uint64_t newer) {
  std::vector<TileId> changed;
  for (unsigned level = 0; level < tile_levels; ++level) {
    const auto before = hashes_at(level, older);
    const auto after = hashes_at(level, newer);
    if (after <= before) break;
    for (auto index = before / tile_width; index <= (after - 1) / tile_width; ++index)
      changed.push_back({level, index});
  }
  return changed;
}

std::vector<TileGrowth> grow(Frontier& tree, std::span<const TreeHash> leaves) {
  std::vector<std::vector<TileGrowth>> levels;
  const auto keep = [&levels](NodeId node, const TreeHash& hash) {
    if (node.level % tile_height != 0) return;
    const auto level = node.level / tile_height;
    if (levels.size() <= level) levels.resize(level + 1);
    auto& tiles = levels[level];
    const TileId tile{level, node.index / tile_width};
    if (tiles.empty() || tiles.back().tile != tile)
      tiles.push_back({tile, static_cast<unsigned>(node.index % tile_width), {}});
    tiles.back().bytes.append(hash.bytes.begin(), hash.bytes.end());
  };
  for (const auto& leaf : leaves) tree.append_subtree(0, leaf, keep);
  std::vector<TileGrowth> grown;
  for (auto& tiles : levels) std::ranges::move(tiles, std::back_inserter(grown));
  return grown;
}

Result<TreeHash> TileHashes::read(NodeId node) {
  const auto level = node.level / tile_height;
  const auto height = node.level % tile_height;
  // The subtree is that of `count` hashes of the tile, from `first` on.
  const std::uint64_t count = std::uint64_t{1} << height;
  const auto index = node.index / (tile_width >> height);
  const auto first = (node.index % (tile_width >> height)) << height;
  auto held = held_.find(level);
  const auto size = (first + count) * hash_bytes;
  if (held == held_.end() || held->second.index != index || held->second.bytes.size() < size) {
    TRY_LET(auto bytes, tiles_(TileId{level, index}));
    held = held_.insert_or_assign(level, Held{index, std::move(bytes)}).first;
  }
  const std::string_view bytes = held->second.bytes;
  if (bytes.size() < size || bytes.size() > tile_bytes_max)
    return fail(Error{ErrorKind::NotFound,
                      "tile " + std::to_string(index) + " of level " + std::to_string(level) +
                          " has " + std::to_string(bytes.size()) +
                          " bytes and does not hold hash " + std::to_string(first + count - 1)});
  return root_of_leaves(hashes_of(bytes.substr(first * hash_bytes, count * hash_bytes)));
}

}  // namespace gg::ledger
