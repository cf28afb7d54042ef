#include "ledger/judge.h"

#include <algorithm>
#include <map>

namespace gg::ledger {
namespace {

TreeHash truth_of(const Doubt& doubt, const Anchors& anchors) {
  for (const auto lane : {Lane::Rows, Lane::Tiles})
    if (doubt.index < anchors.trusted_below(lane)) return doubt.seen_by(lane);
  return doubt.seen_by(Lane::Majority);
}

/// Whether the row's own fields agree with each other, but not with `truth`.
bool is_whole_but_wrong(const Doubt& doubt, const TreeHash& truth) {
  auto row = doubt;
  row.tile.reset();
  return doubt.commitment && row.agrees() && doubt.commitment != truth;
}

/// Where in the log the leaves stand, by the tiles of level 0; the first place of each.
class Places {
 public:
  void ask(const TreeHash& leaf) { places_.try_emplace(leaf); }
  [[nodiscard]] std::optional<std::uint64_t> of(const TreeHash& leaf) const {
    const auto found = places_.find(leaf);
    return found == places_.end() ? std::nullopt : found->second;
  }
  Result<void> look(LedgerSource& source) {
    if (places_.empty()) return {};
    for (std::uint64_t index = 0;; ++index) {
      TRY_LET(const auto bytes, source.read_tile({0, index}));
      if (bytes.size() < hash_bytes) return {};
      for (std::size_t at = 0; (at + 1) * hash_bytes <= bytes.size(); ++at) {
        const auto hash =
            digest_from<TreeHash>(std::string_view(bytes).substr(at * hash_bytes, hash_bytes));
        const auto found = places_.find(*hash);
        if (found != places_.end() && !found->second) found->second = index * tile_width + at;
      }
    }
  }

 private:
  std::map<TreeHash, std::optional<std::uint64_t>> places_;
};

LedgerFault fault_of_whole_row(const Doubt& doubt, const Places& places,
                               std::span<const Doubt> doubts) {
  const auto place = places.of(*doubt.commitment);
  if (!place || *place == doubt.index)
    return doubt.record
               ? LedgerFault{FaultKind::RowReplaced, doubt.index,
                             entry_text(doubt.index) +
                                 " was replaced by one that never was in this log"}
               : LedgerFault{FaultKind::CommitmentAltered, doubt.index,
                             "the commitment of " + entry_text(doubt.index) + " was altered"};
  const bool is_elsewhere = !std::ranges::binary_search(doubts, *place, {}, &Doubt::index);
  if (is_elsewhere)
    return {
        FaultKind::RowDuplicated, doubt.index,
        "a copy of " + entry_text(*place) + " stands where " + entry_text(doubt.index) + " was"};
  return {FaultKind::RowMisplaced, doubt.index,
          entry_text(*place) + " stands where " + entry_text(doubt.index) + " was"};
}

void judge_fields(const Doubt& doubt, const TreeHash& truth, std::vector<LedgerFault>& faults) {
  const auto add = [&](FaultKind kind, const std::string& what) {
    faults.push_back({kind, doubt.index, what});
  };
  if (doubt.record && doubt.record != truth)
    add(FaultKind::RecordAltered,
        "the record or the salt of " + entry_text(doubt.index) + " was altered");
  if (doubt.commitment && doubt.commitment != truth)
    add(FaultKind::CommitmentAltered,
        "the commitment of " + entry_text(doubt.index) + " was altered");
  if (doubt.leaf && doubt.leaf != truth)
    add(FaultKind::LeafAltered, "the leaf hash of " + entry_text(doubt.index) + " was altered");
}

}  // namespace

Result<std::vector<LedgerFault>> judge(std::span<const Doubt> doubts, const Anchors& anchors,
                                       LedgerSource& source) {
  Places places;
  for (const auto& doubt : doubts)
    if (is_whole_but_wrong(doubt, truth_of(doubt, anchors))) places.ask(*doubt.commitment);
  TRY(places.look(source));
  std::vector<LedgerFault> faults;
  for (const auto& doubt : doubts) {
    const auto truth = truth_of(doubt, anchors);
    if (is_whole_but_wrong(doubt, truth))
      faults.push_back(fault_of_whole_row(doubt, places, doubts));
    else
      judge_fields(doubt, truth, faults);
    if (doubt.tile && doubt.tile != truth)
      faults.push_back({FaultKind::TileAltered, doubt.index,
                        "the hash of " + entry_text(doubt.index) + " in tile " +
                            std::to_string(doubt.index / tile_width) + " of level 0 was altered"});
  }
  return faults;
}

}  // namespace gg::ledger
