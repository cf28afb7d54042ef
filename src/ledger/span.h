#pragma once

#include "ledger/fault.h"
#include "ledger/hash.h"
#include "ledger/ledger_source.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace gg::ledger {

/// The verifier works through the log in spans of 4 tiles of level 0: at 300 bytes a record they
/// stay in the second cache between reading and hashing.
inline constexpr std::size_t span_tiles = 4;
inline constexpr std::size_t span_leaves = span_tiles * tile_width;

/// What is stored of one span: the bytes, nothing judged.
struct Span {
  std::uint64_t first = 0;  ///< Index of its first entry.
  RowBatch rows;            ///< Those whose index is below the span's end, in order.
  std::array<std::string, span_tiles> tiles;   ///< Level 0.
  std::shared_ptr<const std::string> parents;  ///< The tile of level 1 above them.
};

/// The same tree told from different stored bytes. Where nothing is wrong they are all the same.
enum class Lane : std::uint8_t {
  Rows,      ///< From records and salts; from commitments where these were erased.
  Tiles,     ///< From the hashes in the tiles of level 0.
  Majority,  ///< From whatever most of record, commitment, leaf and tile say.
  Parents,   ///< From the hashes in the tiles of level 1.
};
inline constexpr std::size_t lanes_count = 4;

/// All that is stored of one leaf hash, where not all agree.
struct Doubt {
  std::uint64_t index = 0;
  std::optional<TreeHash> record;      ///< By record and salt.
  std::optional<TreeHash> commitment;  ///< By the stored commitment.
  std::optional<TreeHash> leaf;        ///< As stored in the row.
  std::optional<TreeHash> tile;        ///< As stored in the tile of level 0.

  /// What one lane takes for this leaf, of the three that look at leaves.
  [[nodiscard]] TreeHash seen_by(Lane lane) const;
  /// Whether what there is agrees.
  [[nodiscard]] bool agrees() const;
};

/// The hash of a full tile's subtree, as the lanes have it.
struct TileRoot {
  std::array<TreeHash, lanes_count> by_lane;
  std::optional<TreeHash> stored;  ///< As in the tile of level 1.
};

/// What hashing a span gave.
struct SpanHashes {
  std::uint64_t first = 0;
  std::vector<TreeHash> rows;   ///< Leaves by the rows; the size of the span in leaves.
  std::vector<TileRoot> roots;  ///< Of its full tiles, in order.
  std::vector<Doubt> doubts;    ///< By index.
  std::vector<LedgerFault> faults;
  std::uint64_t rows_count = 0;
  std::uint64_t erased_count = 0;

  /// Leaf `at` of the span as `lane` sees it; Parents sees leaves as Majority does.
  [[nodiscard]] TreeHash leaf(std::size_t at, Lane lane) const;
};

/// Recomputes all hashes of a span from its bytes. *pure*
SpanHashes hash_span(const Span& span);

}  // namespace gg::ledger
