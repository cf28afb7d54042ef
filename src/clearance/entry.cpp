#include "clearance/entry.h"

#include "ledger/canonical_json.h"
#include "ledger/hash.h"

namespace gg::clearance {
namespace {

/// 1: `object` has the SHA-256 of the document. 2: a commitment to it, with a salt of its own.
constexpr int entry_version = 2;

/// The role in which somebody acts: the first of theirs for this title, for the reader.
std::string_view capacity_of(const Actor& actor, std::string_view title) {
  for (const auto& grant : actor.grants)
    if (grant.title.empty() || grant.title == title) return word_of(desk_role_words, grant.role);
  if (!actor.only.empty()) return "signed_link";
  return actor.id == system_actor().id ? "system" : "person";
}

/// The tree must be there before its first entry.
Result<void> open_tree(store::Transaction& transaction, const std::string& id) {
  TRY_LET(const auto tree, transaction.tree(id));
  if (tree) return {};
  return transaction.put_tree({.id = id});
}

ledger::Salt new_salt(World& world) {
  ledger::Salt salt;
  world.fill_random(std::as_writable_bytes(std::span(salt.bytes)));
  return salt;
}

Result<Json> content_of(const Work& work, std::string_view act, const store::Record& record,
                        const Telling& telling, const ledger::Salt& document_salt) {
  TRY_LET(const auto document, ledger::canonical_json(record.doc));
  Json content{
      {"goodgate_entry", entry_version},
      {"act", act},
      {"time", record.updated},
      {"actor", {{"id", work.actor.id}, {"capacity", capacity_of(work.actor, record.title)}}},
      {"object",
       {{"noun", record.noun},
        {"id", record.id},
        {"version", record.version},
        {"state", record.state},
        {"commitment", ledger::commitment_of(document_salt, document).hex()}}},
      {"previous", record.version - 1}};
  if (!record.title.empty()) content["title"] = record.title;
  if (!telling.facts.empty()) content["facts"] = telling.facts;
  if (!telling.rulebooks.empty()) content["rulebooks"] = telling.rulebooks;
  return content;
}

}  // namespace

std::string tree_of(const store::Record& record) {
  return record.title.empty() ? std::string(installation_tree) : record.title;
}

Result<void> append_entry(Work& work, std::string_view act, const store::Record& record,
                          const Telling& telling) {
  const auto document_salt = new_salt(work.world);
  TRY_LET(const auto content, content_of(work, act, record, telling, document_salt));
  TRY_LET(const auto canonical, ledger::canonical_json(content));
  const auto salt = new_salt(work.world);
  const auto tree = tree_of(record);
  TRY(open_tree(work.transaction, tree));
  TRY_LET(const auto position, work.transaction.next_position(tree));
  return work.transaction.append(
      {.tree = tree,
       .position = position,
       .object = record.id,
       .act = std::string(act),
       .time = record.updated,
       .record = canonical,
       .salt = ledger::bytes_of(salt),
       .document_salt = ledger::bytes_of(document_salt),
       .commitment = ledger::bytes_of(ledger::commitment_of(salt, canonical)),
       .erased = {}});
}

}  // namespace gg::clearance
