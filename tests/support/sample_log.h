#pragma once

#include "base/base64.h"
#include "base/sha256.h"
#include "ledger/checkpoint.h"
#include "ledger/proof.h"
#include "ledger/tile.h"
#include "ledger/tree.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace gg::test {

/// A key made from a word: the same in every run.
inline ledger::SigningKey sample_key(const std::string& name, const std::string& word,
                                     ledger::KeyType type = ledger::KeyType::Ed25519) {
  return *ledger::SigningKey::from_seed(name, ledger::bytes_of(sha256_of(word)), type);
}

/// One entry as a store keeps it.
struct SampleRow {
  std::uint64_t index = 0;
  bool erased = false;
  std::string record, salt, commitment, leaf;
};

/// A small log as a store keeps it: rows, tiles that grew with them, signed checkpoints.
class SampleLog {
 public:
  static constexpr const char* name = "ledger.example/title-1";

  explicit SampleLog(std::size_t count = 0, std::size_t record_bytes = 90)
      : record_bytes_(record_bytes) {
    append(count);
  }

  void append(std::size_t count) {
    std::vector<ledger::TreeHash> leaves;
    for (std::size_t at = 0; at < count; ++at) leaves.push_back(make_row());
    for (auto& growth : ledger::grow(tree, leaves)) tiles[growth.tile] += growth.bytes;
  }

  void checkpoint() { checkpoints.push_back(to_text(signed_head())); }

  [[nodiscard]] ledger::SignedCheckpoint signed_head() const {
    return ledger::sign_checkpoint({tree.size(), tree.root()}, key);
  }

  [[nodiscard]] ledger::Commitment commitment(std::size_t index) const {
    return *ledger::digest_from<ledger::Commitment>(rows.at(index).commitment);
  }

  [[nodiscard]] ledger::TileReader tile_reader() const {
    return [this](ledger::TileId tile) -> Result<std::string> {
      const auto found = tiles.find(tile);
      return found == tiles.end() ? std::string() : found->second;
    };
  }

  [[nodiscard]] ledger::Proof proof(std::uint64_t index) const {
    ledger::TileHashes hashes(tile_reader());
    return {
        {}, index, *ledger::inclusion_path({index, tree.size()}, hashes.reader()), signed_head()};
  }

  [[nodiscard]] ledger::Trust trust() const { return {key.verifier(), {}, 0}; }

  ledger::SigningKey key = sample_key(name, "log");
  std::vector<SampleRow> rows;
  std::map<ledger::TileId, std::string> tiles;
  std::vector<std::string> checkpoints;
  ledger::Frontier tree;
  bool keeps_leaves = true;  ///< In rows too.

 private:
  ledger::TreeHash make_row() {
    const auto number = std::to_string(rows.size());
    SampleRow row{rows.size(), false, R"({"act":"declared","index":)" + number + R"(,"why":")",
                  {},          {},    {}};
    row.record.append(
        row.record.size() + 2 < record_bytes_ ? record_bytes_ - row.record.size() - 2 : 0, 'x');
    row.record += "\"}";
    row.salt = ledger::bytes_of(sha256_of("salt " + number));
    const auto commitment =
        ledger::commitment_of(*ledger::digest_from<ledger::Salt>(row.salt), row.record);
    const auto leaf = ledger::leaf_hash(commitment);
    row.commitment = ledger::bytes_of(commitment);
    row.leaf = ledger::bytes_of(leaf);
    rows.push_back(std::move(row));
    return leaf;
  }

  std::size_t record_bytes_;
};

}  // namespace gg::test
