#include "clearance/prove_entry.h"

#include "ledger/hash.h"
#include "ledger/proof.h"

#include <limits>

namespace gg::clearance {

Result<TreeProver> TreeProver::open(store::Snapshot& snapshot, std::string_view tree) {
  TRY_LET(const auto note, snapshot.checkpoint(tree, std::numeric_limits<std::int64_t>::max()));
  if (note.empty())
    return fail(Error{ErrorKind::NotFound, "there is no ledger " + std::string(tree)});
  TRY_LET(auto checkpoint, ledger::parse_checkpoint(note));
  return TreeProver(std::move(checkpoint),
                    [&snapshot, id = std::string(tree)](ledger::TileId tile) {
                      return snapshot.tile(id, static_cast<std::int64_t>(tile.level),
                                           static_cast<std::int64_t>(tile.index));
                    });
}

Result<std::string> TreeProver::prove(std::int64_t position) {
  const auto index = static_cast<std::uint64_t>(position);
  const auto size = checkpoint_.checkpoint.head.size;
  if (index >= size)
    return fail(
        Error{ErrorKind::NotFound, "the ledger has no entry " + std::to_string(position) + " yet"});
  TRY_LET(auto path, ledger::inclusion_path({.index = index, .size = size}, hashes_->reader()));
  return to_text(ledger::Proof{
      .extra = {}, .index = index, .path = std::move(path), .checkpoint = checkpoint_});
}

Result<ledger::HashPath> TreeProver::prove_consistency(std::int64_t size) {
  const auto older = static_cast<std::uint64_t>(size);
  const auto newer = checkpoint_.checkpoint.head.size;
  if (older > newer)
    return fail(Error{ErrorKind::NotFound, "the ledger has " + std::to_string(newer) +
                                               " entries, not " + std::to_string(size)});
  return ledger::consistency_path({.older = older, .newer = newer}, hashes_->reader());
}

Result<ProvedEntry> prove_entry(store::Snapshot& snapshot, std::string_view tree,
                                std::int64_t position) {
  TRY_LET(auto prover, TreeProver::open(snapshot, tree));
  TRY_LET(const auto entries, snapshot.entries(tree, position, 1));
  if (entries.empty() || entries.front().position != position)
    return fail(Error{ErrorKind::NotFound, "there is no entry " + std::to_string(position) +
                                               " in the ledger " + std::string(tree)});
  TRY_LET(auto proof, prover.prove(position));
  return ProvedEntry{
      .proof = std::move(proof), .record = entries.front().record, .salt = entries.front().salt};
}

}  // namespace gg::clearance
