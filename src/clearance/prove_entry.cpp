#include "clearance/prove_entry.h"

#include "ledger/hash.h"
#include "ledger/proof.h"
#include "ledger/tile.h"

#include <limits>

namespace gg::clearance {

Result<ProvedEntry> prove_entry(store::Snapshot& snapshot, std::string_view tree,
                                std::int64_t position) {
  TRY_LET(const auto entries, snapshot.entries(tree, position, 1));
  TRY_LET(const auto note, snapshot.checkpoint(tree, std::numeric_limits<std::int64_t>::max()));
  if (entries.empty() || entries.front().position != position || note.empty())
    return fail(Error{ErrorKind::NotFound, "there is no entry " + std::to_string(position) +
                                               " in the ledger " + std::string(tree)});
  TRY_LET(auto checkpoint, ledger::parse_checkpoint(note));
  ledger::TileHashes hashes([&](ledger::TileId tile) {
    return snapshot.tile(tree, static_cast<std::int64_t>(tile.level),
                         static_cast<std::int64_t>(tile.index));
  });
  const auto index = static_cast<std::uint64_t>(position);
  TRY_LET(auto path,
          ledger::inclusion_path({.index = index, .size = checkpoint.checkpoint.head.size},
                                 hashes.reader()));
  ledger::Proof proof{
      .extra = {}, .index = index, .path = std::move(path), .checkpoint = std::move(checkpoint)};
  return ProvedEntry{.proof = to_text(proof),
                     .record = entries.front().record,
                     .salt = entries.front().salt};
}

}  // namespace gg::clearance
