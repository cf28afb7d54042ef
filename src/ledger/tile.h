#pragma once

#include "base/result.h"
#include "ledger/frontier.h"
#include "ledger/hash.h"
#include "ledger/node.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gg::ledger {

inline constexpr unsigned tile_height = 8;
/// Hashes in a full tile.
inline constexpr unsigned tile_width = 1U << tile_height;
inline constexpr std::size_t tile_bytes_max = tile_width * hash_bytes;

/// Where a tile is: tile `index` of level `level` holds the hashes of the complete subtrees of
/// 256^level leaves from index × 256 on. *value*  Source: C2SP tlog-tiles, "Merkle Tree".
struct TileId {
  unsigned level = 0;
  std::uint64_t index = 0;

  friend auto operator<=>(const TileId&, const TileId&) = default;
};

/// How many hashes the tile has in a tree of `size` leaves, 0 … 256.
unsigned tile_width_at(TileId tile, std::uint64_t size);

/// The tiles that are new or longer in a tree of `newer` leaves than in one of `older`, by level
/// and index; with older = 0 all tiles there are.
std::vector<TileId> tiles_changed(std::uint64_t older, std::uint64_t newer);

/// What a tile gains: `bytes` belong behind its first `hashes_before` hashes, which stay.
struct TileGrowth {
  TileId tile;
  unsigned hashes_before = 0;
  std::string bytes;
};

/// Appends leaves to the tree and gives what each tile gains by it, by level and index. A store
/// keeps its tiles by appending these bytes.
std::vector<TileGrowth> grow(Frontier& tree, std::span<const TreeHash> leaves);

/// The bytes of a stored tile, as long as it is; empty where there is none.
using TileReader = std::function<Result<std::string>(TileId)>;

/// Reads hashes of complete subtrees out of tiles; keeps the last tile of each level. *single
/// thread*; what `tiles` refers to must outlive it.
class TileHashes {
 public:
  explicit TileHashes(TileReader tiles) : tiles_(std::move(tiles)) {}

  /// Errors: NotFound where the tile does not hold it, and those of the reader. The hash is as
  /// good as the tile is: check what is proved by it against a signed root.
  Result<TreeHash> read(NodeId node);

  /// This reader as a function; it refers to this object.
  [[nodiscard]] HashReader reader() {
    return [this](NodeId node) { return read(node); };
  }

 private:
  struct Held {
    std::uint64_t index = 0;
    std::string bytes;
  };
  TileReader tiles_;
  std::map<unsigned, Held> held_;
};

/// What a path of a static log names.
enum class TileContent : std::uint8_t { Hashes, Entries };

/// A resource of a static log: a tile, or the bundle of the 256 entries under a tile of level 0.
/// *value*
struct TilePath {
  TileContent content = TileContent::Hashes;
  TileId tile;
  unsigned width = tile_width;  ///< 1 … 256; below 256 the tile is partial.

  friend bool operator==(const TilePath&, const TilePath&) = default;
};

/// "tile/0/x001/x234/067", "tile/entries/000.p/17".  Source: C2SP tlog-tiles, "Merkle Tree".
std::string to_text(const TilePath& path);

/// Strict: every resource has exactly one path. Errors: InvalidInput saying what is wrong.
Result<TilePath> parse_tile_path(std::string_view text);

}  // namespace gg::ledger
