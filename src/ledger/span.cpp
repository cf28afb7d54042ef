#include "ledger/span.h"

#include <algorithm>

namespace gg::ledger {
namespace {

std::string bytes_text(std::size_t size) { return std::to_string(size) + " bytes"; }

/// The hash a tile of level 0 or 1 has at `at`, or nothing.
std::optional<TreeHash> hash_in(std::string_view tile, std::size_t at) {
  if (at >= tile_width || tile.size() < (at + 1) * hash_bytes) return std::nullopt;
  return digest_from<TreeHash>(tile.substr(at * hash_bytes, hash_bytes));
}

class SpanHasher {
 public:
  explicit SpanHasher(const Span& span) : span_(span) { out_.first = span.first; }

  SpanHashes run();

 private:
  void place_rows();
  void add_missing(std::uint64_t index);
  void look_at(std::size_t at);
  void look_at_row(const StoredRow& row, Doubt& seen);
  void look_at_secret(const StoredRow& row, const std::optional<Commitment>& stored, Doubt& seen);
  void check_tile_sizes();
  void hash_tiles();
  void add_fault(FaultKind kind, std::uint64_t index, std::string what) {
    out_.faults.push_back({kind, index, std::move(what)});
  }

  static constexpr std::size_t no_row = SIZE_MAX;
  const Span& span_;
  std::array<std::size_t, span_leaves> row_of_{};  ///< Row of each leaf in the batch.
  std::size_t leaves_end_ = 0;                     ///< Behind the last leaf that a row claims.
  SpanHashes out_;
};

void SpanHasher::place_rows() {
  row_of_.fill(no_row);
  for (std::size_t at = 0; at < span_.rows.size(); ++at) {
    const auto index = span_.rows.row(at).index;
    const bool before = index < span_.first;
    if (before || row_of_[index - span_.first] != no_row) {
      add_fault(FaultKind::RowDuplicated, index, entry_text(index) + " has a second row");
      continue;
    }
    row_of_[index - span_.first] = at;
    leaves_end_ = std::max<std::size_t>(leaves_end_, index - span_.first + 1);
  }
}

void SpanHasher::look_at_secret(const StoredRow& row, const std::optional<Commitment>& stored,
                                Doubt& seen) {
  const auto salt = digest_from<Salt>(row.salt);
  if (!salt)
    add_fault(
        FaultKind::SaltMissing, row.index,
        entry_text(row.index) + " has a salt of " + bytes_text(row.salt.size()) + ", not of 32");
  if (row.record.empty())
    add_fault(FaultKind::RecordMissing, row.index,
              entry_text(row.index) + " has no record and is not marked as erased");
  if (!salt || row.record.empty()) return;
  const auto commitment = commitment_of(*salt, row.record);
  seen.record = leaf_hash(commitment);
  if (commitment == stored) seen.commitment = seen.record;
}

void SpanHasher::look_at_row(const StoredRow& row, Doubt& seen) {
  ++out_.rows_count;
  const auto stored = digest_from<Commitment>(row.commitment);
  if (row.erased) {
    ++out_.erased_count;
    if (!row.record.empty() || !row.salt.empty())
      add_fault(
          FaultKind::ErasureIncomplete, row.index,
          entry_text(row.index) + " is marked as erased, but its record or salt is still stored");
  } else {
    look_at_secret(row, stored, seen);
  }
  if (!stored)
    add_fault(FaultKind::CommitmentAltered, row.index,
              entry_text(row.index) + " has a commitment of " + bytes_text(row.commitment.size()) +
                  ", not of 32");
  else if (!seen.commitment)
    seen.commitment = leaf_hash(*stored);
  if (!row.leaf) return;
  seen.leaf = digest_from<TreeHash>(*row.leaf);
  if (!seen.leaf)
    add_fault(FaultKind::LeafAltered, row.index,
              entry_text(row.index) + " has a leaf hash of " + bytes_text(row.leaf->size()) +
                  ", not of 32");
}

void SpanHasher::add_missing(std::uint64_t index) {
  auto& faults = out_.faults;
  if (!faults.empty() && faults.back().kind == FaultKind::RowMissing &&
      faults.back().index + faults.back().count == index) {
    ++faults.back().count;
    return;
  }
  add_fault(FaultKind::RowMissing, index, entry_text(index) + " is missing");
}

void SpanHasher::look_at(std::size_t at) {
  Doubt seen{.index = span_.first + at};
  seen.tile = hash_in(span_.tiles[at / tile_width], at % tile_width);
  if (row_of_[at] != no_row) {
    look_at_row(span_.rows.row(row_of_[at]), seen);
    if (!seen.tile)
      add_fault(FaultKind::TileMissing, seen.index,
                "the tile of level 0 holds no hash of " + entry_text(seen.index));
  } else {
    add_missing(seen.index);
  }
  out_.rows.push_back(seen.seen_by(Lane::Rows));
  if (!seen.agrees()) out_.doubts.push_back(seen);
}

void SpanHasher::check_tile_sizes() {
  for (std::size_t at = 0; at < span_tiles; ++at) {
    const auto size = span_.tiles[at].size();
    if (size % hash_bytes != 0 || size > tile_bytes_max)
      add_fault(FaultKind::TileAltered, span_.first + at * tile_width,
                "tile " + std::to_string(span_.first / tile_width + at) + " of level 0 has " +
                    bytes_text(size) + ", which is no number of hashes");
  }
}

/// The root of a full tile, folded in place.
TreeHash fold(std::array<TreeHash, tile_width>& hashes) {
  for (std::size_t count = tile_width / 2; count > 0; count /= 2)
    for (std::size_t at = 0; at < count; ++at)
      hashes[at] = node_hash(hashes[2 * at], hashes[2 * at + 1]);
  return hashes.front();
}

void SpanHasher::hash_tiles() {
  for (std::size_t first = 0; first + tile_width <= out_.rows.size(); first += tile_width) {
    const auto in_tile = [&](const Doubt& doubt) {
      return doubt.index >= span_.first + first && doubt.index < span_.first + first + tile_width;
    };
    const bool all_agree = std::ranges::none_of(out_.doubts, in_tile);
    TileRoot root;
    for (const auto lane : {Lane::Rows, Lane::Tiles, Lane::Majority}) {
      auto& hash = root.by_lane[static_cast<std::size_t>(lane)];
      if (lane != Lane::Rows && all_agree) {
        hash = root.by_lane.front();
        continue;
      }
      std::array<TreeHash, tile_width> hashes;
      for (std::size_t at = 0; at < tile_width; ++at) hashes[at] = out_.leaf(first + at, lane);
      hash = fold(hashes);
    }
    root.stored = hash_in(*span_.parents, (span_.first + first) / tile_width % tile_width);
    root.by_lane[static_cast<std::size_t>(Lane::Parents)] =
        root.stored.value_or(root.by_lane[static_cast<std::size_t>(Lane::Majority)]);
    out_.roots.push_back(root);
  }
}

SpanHashes SpanHasher::run() {
  place_rows();
  check_tile_sizes();
  for (std::size_t at = 0; at < span_leaves; ++at) {
    if (row_of_[at] == no_row && !hash_in(span_.tiles[at / tile_width], at % tile_width)) {
      if (at < leaves_end_)
        add_fault(FaultKind::RowMissing, span_.first + at,
                  entry_text(span_.first + at) +
                      " is missing from rows and tiles, though later ones exist");
      break;
    }
    look_at(at);
  }
  hash_tiles();
  return std::move(out_);
}

}  // namespace

TreeHash Doubt::seen_by(Lane lane) const {
  if (lane == Lane::Tiles && tile) return *tile;
  if (lane == Lane::Rows && record) return *record;
  const std::array votes = {&record, &commitment, &leaf, &tile};
  TreeHash best;
  std::ptrdiff_t best_votes = 0;
  for (const auto* vote : votes) {
    if (!*vote) continue;
    if (lane == Lane::Rows) return **vote;
    const auto count = std::ranges::count_if(votes, [vote](auto* one) { return *one == *vote; });
    if (count > best_votes) best = **vote;
    best_votes = std::max(best_votes, count);
  }
  return best;
}

bool Doubt::agrees() const {
  std::optional<TreeHash> one;
  for (const auto* vote : {&record, &commitment, &leaf, &tile}) {
    if (!*vote) continue;
    if (one && one != *vote) return false;
    one = *vote;
  }
  return true;
}

TreeHash SpanHashes::leaf(std::size_t at, Lane lane) const {
  if (lane == Lane::Rows || doubts.empty()) return rows[at];
  const auto doubt = std::ranges::lower_bound(doubts, first + at, {}, &Doubt::index);
  const bool found = doubt != doubts.end() && doubt->index == first + at;
  return found ? doubt->seen_by(lane) : rows[at];
}

SpanHashes hash_span(const Span& span) { return SpanHasher(span).run(); }

}  // namespace gg::ledger
