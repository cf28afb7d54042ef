#include "clearance/seal_ledger.h"

#include "base/check.h"
#include "ledger/checkpoint.h"
#include "ledger/tile.h"

#include <vector>

namespace gg::clearance {
namespace {

constexpr std::int64_t entries_max = 1'000'000;  // of one commit

Result<std::vector<ledger::TreeHash>> new_leaves(store::Transaction& transaction,
                                                 const store::StoredTree& tree) {
  TRY_LET(const auto commitments, transaction.commitments(tree.id, tree.size, entries_max));
  std::vector<ledger::TreeHash> leaves;
  for (const auto& bytes : commitments) {
    const auto commitment = ledger::digest_from<ledger::Commitment>(bytes);
    GG_CHECK(commitment.has_value());  // the schema says that it is 32 bytes
    leaves.push_back(ledger::leaf_hash(*commitment));
  }
  return leaves;
}

Result<void> put_tiles(store::Transaction& transaction, std::string_view tree,
                       const std::vector<ledger::TileGrowth>& growth) {
  for (const auto& grown : growth) {
    const auto level = static_cast<std::int64_t>(grown.tile.level);
    const auto number = static_cast<std::int64_t>(grown.tile.index);
    if (grown.hashes_before == 0) {
      TRY(transaction.put_tile(tree, level, number, grown.bytes));
      continue;
    }
    TRY_LET(auto tile, transaction.tile(tree, level, number));
    TRY(transaction.put_tile(tree, level, number, tile + grown.bytes));
  }
  return {};
}

Result<void> seal_tree(store::Transaction& transaction, const store::StoredTree& tree,
                       const ledger::SigningKey& key, Moment now) {
  TRY_LET(const auto leaves, new_leaves(transaction, tree));
  if (leaves.empty()) return {};
  auto frontier = ledger::Frontier();
  if (!tree.frontier.empty()) {
    TRY_LET(frontier, ledger::Frontier::parse(tree.frontier));
  }
  TRY(put_tiles(transaction, tree.id, ledger::grow(frontier, leaves)));
  const auto size = static_cast<std::int64_t>(frontier.size());
  TRY(transaction.put_tree({.id = tree.id, .size = size, .frontier = frontier.bytes()}));
  TRY_LET(const auto own_key, key.renamed(origin_of(key, tree.id)));
  const auto signed_head =
      ledger::sign_checkpoint({.size = frontier.size(), .root = frontier.root()}, own_key);
  return transaction.put_checkpoint(tree.id, size, text_of(now), to_text(signed_head));
}

}  // namespace

std::string origin_of(const ledger::SigningKey& key, std::string_view tree) {
  return key.verifier().name() + "/" + std::string(tree);
}

Result<void> seal_ledger(store::Transaction& transaction, const ledger::SigningKey& key,
                         Moment now) {
  TRY_LET(const auto trees, transaction.trees_to_seal());
  for (const auto& tree : trees) TRY(seal_tree(transaction, tree, key, now));
  return {};
}

}  // namespace gg::clearance
