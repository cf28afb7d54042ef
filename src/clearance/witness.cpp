#include "clearance/witness.h"

#include "clearance/prove_entry.h"
#include "ledger/checkpoint.h"
#include "ledger/tree.h"
#include "register/moment.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace gg::clearance {
namespace {

std::string text_of_seconds(std::chrono::sys_seconds time) {
  return text_of(std::chrono::time_point_cast<Moment::duration>(time));
}

/// The line of a note that holds one signature.
std::string line_of(const ledger::NoteSignature& signature) {
  const auto whole = to_text(ledger::SignedNote{.text = "-\n", .signatures = {signature}});
  return whole.substr(whole.find("\n\n") + 2);
}

Result<std::string> stored_note(store::Snapshot& snapshot, std::string_view tree,
                                std::int64_t size) {
  TRY_LET(auto found, snapshot.next_checkpoint(tree, size - 1));
  if (!found || found->size != size)
    return fail(Error{ErrorKind::NotFound, "the ledger " + std::string(tree) +
                                               " signed no checkpoint of size " +
                                               std::to_string(size)});
  return std::move(found->note);
}

Result<std::vector<Cosignature>> cosignatures_of(store::Snapshot& snapshot, std::string_view tree,
                                                 std::int64_t size) {
  auto statement = snapshot.connection().prepare(
      "SELECT witness, time, line FROM cosignature WHERE tree = ?1 AND size = ?2 ORDER BY witness");
  statement.bind(1, tree).bind(2, size);
  return store::rows_of(statement, [](const store::Statement& row) {
    return Result<Cosignature>(Cosignature{row.text(0), row.text(1), row.text(2)});
  });
}

Result<std::vector<KeptTimeStamp>> stamps_of(store::Snapshot& snapshot, std::string_view tree,
                                             std::int64_t size) {
  auto statement = snapshot.connection().prepare(
      "SELECT authority, time, nonce, response FROM time_stamp WHERE tree = ?1 AND size = ?2"
      " ORDER BY authority");
  statement.bind(1, tree).bind(2, size);
  return store::rows_of(statement, [](const store::Statement& row) {
    return Result<KeptTimeStamp>(KeptTimeStamp{
        row.text(0), row.text(1), static_cast<std::uint64_t>(row.number(2)), row.text(3)});
  });
}

Result<void> keep_cosignature(store::Transaction& transaction, std::string_view tree,
                              std::int64_t size, const Cosignature& cosignature) {
  auto statement = transaction.connection().prepare(
      "INSERT INTO cosignature (tree, size, witness, time, line) VALUES (?1, ?2, ?3, ?4, ?5)"
      " ON CONFLICT (tree, size, witness) DO UPDATE SET time = excluded.time, line = "
      "excluded.line");
  statement.bind(1, tree).bind(2, size).bind(3, cosignature.witness).bind(4, cosignature.time);
  statement.bind(5, cosignature.line);
  return statement.run();
}

/// The latest good cosignature of one witness on a note; nothing where there is none.
std::optional<Cosignature> cosignature_by(const ledger::SignedNote& note,
                                          const ledger::VerifierKey& witness) {
  const auto check = ledger::check_signature(note, witness);
  if (check.state != ledger::SignatureState::Good || !check.time) return std::nullopt;
  for (const auto& signature : note.signatures) {
    const ledger::SignedNote alone{.text = note.text, .signatures = {signature}};
    const auto one = ledger::check_signature(alone, witness);
    if (one.state == ledger::SignatureState::Good && one.time == check.time)
      return Cosignature{witness.name(), text_of_seconds(*check.time), line_of(signature)};
  }
  return std::nullopt;
}

}  // namespace

Result<WitnessedCheckpoint> take_cosignatures(store::Transaction& transaction,
                                              std::string_view tree, std::string_view note,
                                              std::span<const ledger::VerifierKey> witnesses) {
  TRY_LET(const auto cosigned, ledger::parse_checkpoint(note));
  const auto size = static_cast<std::int64_t>(cosigned.checkpoint.head.size);
  TRY_LET(const auto own, stored_note(transaction, tree, size));
  TRY_LET(const auto signed_here, ledger::parse_checkpoint(own));
  if (signed_here.note.text != cosigned.note.text)
    return fail(Error{ErrorKind::InvalidInput,
                      "/checkpoint: this is not the checkpoint that the ledger " +
                          std::string(tree) + " signed at this size; keep both: they show a fork"});
  bool has_any = false;
  for (const auto& witness : witnesses) {
    const auto cosignature = cosignature_by(cosigned.note, witness);
    if (!cosignature) continue;
    TRY(keep_cosignature(transaction, tree, size, *cosignature));
    has_any = true;
  }
  if (has_any) return witnessed_checkpoint(transaction, tree, size);
  return fail(
      Error{ErrorKind::InvalidInput,
            "/checkpoint: no witness of this installation signed it; an administrator names "
            "witnesses by goodgate serve --witness"});
}

Result<WitnessedCheckpoint> witnessed_checkpoint(store::Snapshot& snapshot, std::string_view tree,
                                                 std::int64_t size) {
  WitnessedCheckpoint found{.size = size};
  TRY_LET(found.own_note, stored_note(snapshot, tree, size));
  found.note = found.own_note;
  TRY_LET(found.cosignatures, cosignatures_of(snapshot, tree, size));
  TRY_LET(found.stamps, stamps_of(snapshot, tree, size));
  for (const auto& cosignature : found.cosignatures) found.note += cosignature.line;
  auto statement =
      snapshot.connection().prepare("SELECT time FROM checkpoint WHERE tree = ?1 AND size = ?2");
  statement.bind(1, tree).bind(2, size);
  TRY(statement.next());
  found.time = statement.text(0);
  return found;
}

Result<std::vector<WitnessedCheckpoint>> witnessed_checkpoints(store::Snapshot& snapshot,
                                                               std::string_view tree,
                                                               std::int64_t limit) {
  auto statement = snapshot.connection().prepare(
      "SELECT size FROM cosignature WHERE tree = ?1 UNION SELECT size FROM time_stamp"
      " WHERE tree = ?1 ORDER BY size DESC LIMIT ?2");
  statement.bind(1, tree).bind(2, limit);
  TRY_LET(const auto sizes, store::rows_of(statement, [](const store::Statement& row) {
            return Result<std::int64_t>(row.number(0));
          }));
  std::vector<WitnessedCheckpoint> found;
  for (const auto size : sizes) {
    TRY_LET(auto one, witnessed_checkpoint(snapshot, tree, size));
    found.push_back(std::move(one));
  }
  return found;
}

Result<Consistency> consistency_from(store::Snapshot& snapshot, std::string_view tree,
                                     std::int64_t size) {
  TRY_LET(auto prover, TreeProver::open(snapshot, tree));
  TRY_LET(auto path, prover.prove_consistency(size));
  return Consistency{to_text(prover.checkpoint()), std::move(path)};
}

Result<std::vector<Unstamped>> checkpoints_to_stamp(store::Snapshot& snapshot,
                                                    std::string_view authority,
                                                    std::string_view day) {
  auto statement = snapshot.connection().prepare(
      "SELECT c.tree, c.size, c.note FROM checkpoint c JOIN tree t ON t.id = c.tree"
      " AND t.size = c.size WHERE NOT EXISTS (SELECT 1 FROM time_stamp s WHERE s.tree = c.tree"
      " AND s.authority = ?1 AND (s.size = c.size OR substr(s.time, 1, 10) >= ?2))");
  statement.bind(1, authority).bind(2, day);
  return store::rows_of(statement, [](const store::Statement& row) {
    return Result<Unstamped>(Unstamped{row.text(0), row.number(1), row.text(2)});
  });
}

Result<void> keep_time_stamp(store::Transaction& transaction, const Unstamped& of,
                             const KeptTimeStamp& stamp) {
  auto statement = transaction.connection().prepare(
      "INSERT OR IGNORE INTO time_stamp (tree, size, authority, time, nonce, response)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
  statement.bind(1, of.tree).bind(2, of.size).bind(3, stamp.authority).bind(4, stamp.time);
  statement.bind(5, static_cast<std::int64_t>(stamp.nonce)).bind_bytes(6, stamp.response);
  return statement.run();
}

}  // namespace gg::clearance
