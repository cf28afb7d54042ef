#include "clearance/sealed_evidence.h"

#include "clearance/attachments.h"
#include "clearance/doc.h"
#include "clearance/sight.h"

#include <algorithm>
#include <set>

namespace gg::clearance {
namespace {

constexpr std::size_t holders_max = 64;

Result<std::vector<std::string>> texts_for(store::Snapshot& snapshot, std::string_view sql,
                                           std::string_view parameter) {
  auto statement = snapshot.connection().prepare(sql);
  statement.bind(1, parameter);
  return store::rows_of(
      statement, [](const store::Statement& row) { return Result<std::string>(row.text(0)); });
}

Result<void> delete_for(store::Transaction& transaction, std::string_view sql,
                        std::string_view parameter) {
  auto statement = transaction.connection().prepare(sql);
  statement.bind(1, parameter);
  return statement.run();
}

}  // namespace

Result<void> check_holders(store::Snapshot& snapshot, const store::Record& object,
                           const std::vector<std::string>& people) {
  if (people.size() > holders_max)
    return fail(Error{ErrorKind::InvalidInput, "/sealed_for: at most 64 people hold one thing"});
  std::set<std::string> seen;
  for (std::size_t index = 0; index < people.size(); ++index) {
    const auto place = "/sealed_for/" + std::to_string(index) + ": ";
    if (!seen.insert(people[index]).second)
      return fail(Error{ErrorKind::InvalidInput, place + "this person stands there twice"});
    const auto holder = load_actor(snapshot, people[index]);
    if (!holder.has_value() || !check_sight(*holder, object).has_value())
      return fail(
          Error{ErrorKind::InvalidInput, place + "there is no such person who sees " + object.id});
  }
  return {};
}

Result<void> keep_sealed(store::Transaction& transaction, std::string_view attachment,
                         const std::string& about, const std::vector<std::string>& holders) {
  TRY(forget_sealed(transaction, attachment));
  auto sealed = transaction.connection().prepare(
      "INSERT INTO sealed_evidence (attachment, about) VALUES (?1, ?2)");
  sealed.bind(1, attachment).bind_bytes(2, about);
  TRY(sealed.run());
  for (const auto& holder : holders) {
    auto held = transaction.connection().prepare(
        "INSERT INTO sealed_holder (attachment, person) VALUES (?1, ?2)");
    held.bind(1, attachment).bind(2, holder);
    TRY(held.run());
  }
  return {};
}

Result<void> forget_sealed(store::Transaction& transaction, std::string_view attachment) {
  TRY(delete_for(transaction, "DELETE FROM sealed_holder WHERE attachment = ?1", attachment));
  return delete_for(transaction, "DELETE FROM sealed_evidence WHERE attachment = ?1", attachment);
}

Result<std::vector<std::string>> holders_of(store::Snapshot& snapshot,
                                            std::string_view attachment) {
  return texts_for(snapshot,
                   "SELECT person FROM sealed_holder WHERE attachment = ?1 ORDER BY person",
                   attachment);
}

Result<std::string> sealed_about(store::Snapshot& snapshot, std::string_view attachment) {
  TRY_LET(auto about, texts_for(snapshot, "SELECT about FROM sealed_evidence WHERE attachment = ?1",
                                attachment));
  if (!about.empty()) return std::move(about.front());
  return fail(Error{ErrorKind::NotFound, std::string(attachment) + " is not sealed"});
}

Result<store::Record> held_by(store::Snapshot& snapshot, const Actor& actor, std::string_view id) {
  TRY_LET(auto attachment, attachment_for(snapshot, actor, id));
  if (!is_sealed(attachment) || attachment.state != attached_state)
    return fail(Error{ErrorKind::Conflict,
                      attachment.id + " is " +
                          (is_sealed(attachment) ? attachment.state : std::string("not sealed"))});
  TRY_LET(const auto holders, holders_of(snapshot, id));
  if (actor.only.empty() && std::ranges::find(holders, actor.id) != holders.end())
    return attachment;
  return fail(Error{ErrorKind::Forbidden,
                    "this is sealed evidence; only the people it was sealed for open it"});
}

Result<store::Record> note_opened(Work& work, std::string_view id) {
  TRY_LET(auto attachment, held_by(work.transaction, work.actor, id));
  return put(work, "attachment.opened", std::move(attachment));
}

Result<store::Record> change_holders(Work& work, std::string_view id, std::int64_t version,
                                     const store::Content& content, const std::string& about,
                                     const std::vector<std::string>& holders) {
  TRY_LET(auto attachment, held_by(work.transaction, work.actor, id));
  TRY(check_version(attachment, version));
  TRY_LET(const auto object, work.transaction.find(text_at(attachment.doc, "object")));
  if (object) TRY(check_holders(work.transaction, *object, holders));
  TRY(store::keep_content(work.transaction, content));
  TRY(store::attach_content(work.transaction, attachment.id, content.id));
  TRY(keep_sealed(work.transaction, attachment.id, about, holders));
  return put(work, "attachment.holders_changed", std::move(attachment),
             {.facts = {{"sha256", content.sha256}, {"holders", holders.size()}}});
}

Result<std::vector<std::string>> drop_holder(store::Transaction& transaction,
                                             std::string_view person) {
  TRY_LET(const auto held,
          texts_for(transaction, "SELECT attachment FROM sealed_holder WHERE person = ?1", person));
  TRY(delete_for(transaction, "DELETE FROM sealed_holder WHERE person = ?1", person));
  TRY(delete_for(transaction, "DELETE FROM holder_key WHERE person = ?1", person));
  std::vector<std::string> orphans;
  for (const auto& attachment : held) {
    TRY_LET(const auto holders, holders_of(transaction, attachment));
    if (holders.empty()) orphans.push_back(attachment);
  }
  return orphans;
}

Result<std::optional<StoredHolderKey>> holder_key_of(store::Snapshot& snapshot,
                                                     std::string_view person) {
  auto statement =
      snapshot.connection().prepare("SELECT public, secret FROM holder_key WHERE person = ?1");
  statement.bind(1, person);
  TRY_LET(const bool is_row, statement.next());
  if (!is_row) return std::optional<StoredHolderKey>();
  return std::optional(StoredHolderKey{statement.text(0), statement.text(1)});
}

Result<store::Record> keep_holder_key(Work& work, const StoredHolderKey& key) {
  TRY_LET(auto person, must_find(work.transaction, "person", work.actor.id));
  auto statement = work.transaction.connection().prepare(
      "INSERT INTO holder_key (person, public, secret) VALUES (?1, ?2, ?3)"
      " ON CONFLICT (person) DO UPDATE SET public = excluded.public, secret = excluded.secret");
  statement.bind(1, person.id).bind(2, key.public_key).bind(3, key.secret);
  TRY(statement.run());
  return put(work, "person.evidence_key_set", std::move(person),
             {.facts = {{"key", key.public_key}}});
}

}  // namespace gg::clearance
