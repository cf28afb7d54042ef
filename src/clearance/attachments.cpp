#include "clearance/attachments.h"

#include "base/text.h"
#include "clearance/doc.h"
#include "clearance/erasure.h"
#include "clearance/sealed_evidence.h"
#include "clearance/sight.h"

#include <algorithm>
#include <array>

namespace gg::clearance {
namespace {

using namespace std::string_view_literals;

constexpr std::array attach_nouns = {"use"sv,      "consent"sv, "licence"sv, "tool"sv,
                                     "delivery"sv, "asset"sv,   "title"sv};
constexpr std::array attach_purposes = {"clip"sv,    "terms"sv,    "contract"sv,
                                        "release"sv, "evidence"sv, "other"sv};
constexpr std::int64_t attached_max = 10'000;

/// What can have attachments, as the actor sees it.
Result<store::Record> object_for(store::Snapshot& snapshot, const Actor& actor,
                                 std::string_view id) {
  TRY_LET(auto object, snapshot.find(id));
  if (!object || std::ranges::find(attach_nouns, object->noun) == attach_nouns.end())
    return fail(Error{ErrorKind::NotFound, "there is nothing to attach to: " + std::string(id)});
  TRY(check_sight(actor, *object));
  return *std::move(object);
}

Result<void> authorise_attach(const Actor& actor, const store::Record& object) {
  if (object.noun == "tool") return authorise(actor, Right::ManageTools, {});
  return authorise(actor, Right::Attach, {object.title, object.company});
}

Result<void> check_thread(const store::Record& object, std::int64_t place) {
  const auto* thread = find_member(object.doc, "thread");
  const auto size = thread == nullptr ? 0 : std::ssize(*thread);
  if (place >= 0 && place < size) return {};
  return fail(Error{ErrorKind::InvalidInput, "/thread: " + object.id + " has " +
                                                 std::to_string(size) + " entries in its thread"});
}

/// Whom the object names: those whose people see what hangs on it.
std::vector<std::string> named_by(const store::Record& object) { return subject_of(object).people; }

Json document_of_attachment(const Work& work, const AttachAsk& ask, const store::Record& object,
                            const ArrivedContent& arrived) {
  Json doc{{"object", ask.object}};
  if (auto people = named_by(object); !people.empty()) doc["people"] = std::move(people);
  if (!ask.sealed_for.empty()) {
    doc["sealed"] = true;
    return doc;
  }
  doc["name"] = ask.name;
  doc["purpose"] = ask.purpose;
  doc["media_type"] = arrived.content.media_type;
  doc["size_bytes"] = arrived.content.size_bytes;
  doc["sha256"] = arrived.content.sha256;
  if (ask.thread) doc["thread"] = *ask.thread;
  if (!arrived.remark.empty()) doc["remark"] = arrived.remark;
  doc["created_by"] = work.actor.id;
  return doc;
}

/// The content that is kept from now on: the one that came, or its like that was there.
Result<store::Content> keep(Work& work, const ArrivedContent& arrived) {
  TRY_LET(auto there, store::find_content(work.transaction, arrived.content.sha256));
  if (there) return *std::move(there);
  if (arrived.content.id == 0)
    return fail(Error{ErrorKind::Unavailable,
                      "the same content was just taken away by somebody else; send it again"});
  TRY(store::keep_content(work.transaction, arrived.content));
  return arrived.content;
}

/// What the ledger says of it: nothing that could be a name.
Json facts_of_attachment(const AttachAsk& ask, const ArrivedContent& arrived) {
  Json facts{{"object", ask.object},
             {"sha256", arrived.content.sha256},
             {"size_bytes", arrived.content.size_bytes}};
  if (ask.sealed_for.empty()) facts["purpose"] = ask.purpose;
  if (!ask.sealed_for.empty()) facts["sealed"] = true;
  return facts;
}

Result<void> check_no_hold(store::Snapshot& snapshot, const store::Record& object) {
  for (const auto& id : {object.title, text_at(object.doc, "person")}) {
    if (id.empty()) continue;
    TRY_LET(const auto held, snapshot.find(id));
    if (held) TRY(check_hold(*held));
  }
  return {};
}

Result<void> put_erased_attachment(Work& work, store::Record attachment,
                                   const std::string& ground) {
  attachment.state = "erased";
  attachment.doc = {{"object", text_at(attachment.doc, "object")},
                    {"erased", {{"at", text_of(work.now)}, {"ground", ground}}}};
  TRY(store::detach_content(work.transaction, attachment.id, store::Leaving::Now));
  TRY(forget_sealed(work.transaction, attachment.id));
  const auto id = attachment.id;
  TRY(put(work, "attachment.erased", std::move(attachment), {.facts = {{"ground", ground}}}));
  auto statement = work.transaction.connection().prepare("DELETE FROM earlier WHERE id = ?1");
  statement.bind(1, id);
  return statement.run();
}

}  // namespace

Result<void> check_attach(store::Snapshot& snapshot, const Actor& actor, const AttachAsk& ask) {
  TRY_LET(const auto object, object_for(snapshot, actor, ask.object));
  TRY(authorise_attach(actor, object));
  if (std::ranges::find(attach_purposes, ask.purpose) == attach_purposes.end())
    return fail(Error{ErrorKind::InvalidInput,
                      "/purpose: write clip, terms, contract, release, evidence or other"});
  if (ask.thread) TRY(check_thread(object, *ask.thread));
  return check_holders(snapshot, object, ask.sealed_for);
}

Result<store::Record> attach(Work& work, const AttachAsk& ask, const ArrivedContent& arrived,
                             const Json& more) {
  TRY(check_attach(work.transaction, work.actor, ask));
  TRY_LET(const auto object, object_for(work.transaction, work.actor, ask.object));
  TRY_LET(const auto content, keep(work, arrived));
  store::Record record{.id = new_id(work, "att"),
                       .noun = "attachment",
                       .title = object.noun == "title" ? object.id : object.title,
                       .company = object.company,
                       .state = std::string(attached_state),
                       .version = 0,
                       .due = {},
                       .created = {},
                       .updated = {},
                       .doc = document_of_attachment(work, ask, object, arrived)};
  record.doc.update(more);
  const bool is_sealed = !ask.sealed_for.empty();
  TRY_LET(auto attached, put(work, is_sealed ? "attachment.sealed" : "attachment.attached",
                             std::move(record), {.facts = facts_of_attachment(ask, arrived)}));
  TRY(store::attach_content(work.transaction, attached.id, content.id));
  if (is_sealed) TRY(keep_sealed(work.transaction, attached.id, arrived.about, ask.sealed_for));
  return attached;
}

Result<store::Record> attachment_for(store::Snapshot& snapshot, const Actor& actor,
                                     std::string_view id) {
  TRY_LET(auto attachment, must_find(snapshot, "attachment", id));
  const auto object = object_for(snapshot, actor, text_at(attachment.doc, "object"));
  if (object.has_value()) return attachment;
  if (object.error().kind != ErrorKind::NotFound) return fail(object.error());
  return fail(Error{ErrorKind::NotFound, "there is no attachment " + std::string(id)});
}

Result<std::vector<store::Record>> attachments_on(store::Snapshot& snapshot,
                                                  std::string_view object) {
  return snapshot.list(
      {.noun = "attachment", .relies_on = std::string(object), .limit = attached_max});
}

Result<store::Record> remove_attachment(Work& work, std::string_view id, const std::string& reason,
                                        std::int64_t version) {
  TRY_LET(auto attachment, attachment_for(work.transaction, work.actor, id));
  if (text_at(attachment.doc, "created_by") != work.actor.id)
    TRY(authorise(work.actor, Right::Detach, {attachment.title, {}}));
  TRY(check_version(attachment, version));
  if (attachment.state != attached_state)
    return fail(Error{ErrorKind::Conflict, attachment.id + " is " + attachment.state + " already"});
  TRY_LET(const auto object, work.transaction.find(text_at(attachment.doc, "object")));
  if (object) TRY(check_no_hold(work.transaction, *object));
  TRY(store::detach_content(work.transaction, attachment.id, store::Leaving::Later));
  TRY(forget_sealed(work.transaction, attachment.id));
  attachment.state = "removed";
  attachment.doc["removed_by"] = work.actor.id;
  attachment.doc["removed_why"] = reason;
  return put(work, "attachment.removed", std::move(attachment));
}

Result<std::vector<store::Record>> attachments_of_person(store::Snapshot& snapshot,
                                                         std::string_view person) {
  std::vector<store::Record> all;
  TRY_LET(
      const auto consents,
      snapshot.list({.noun = "consent", .relies_on = std::string(person), .limit = attached_max}));
  for (const auto& consent : consents) {
    if (text_at(consent.doc, "person") != person) continue;
    TRY_LET(auto attached, attachments_on(snapshot, consent.id));
    for (auto& one : attached)
      if (one.state != "erased") all.push_back(std::move(one));
  }
  return all;
}

Result<std::vector<std::string>> erase_attachments(Work& work, std::string_view person,
                                                   const std::string& ground) {
  TRY_LET(auto attachments, attachments_of_person(work.transaction, person));
  TRY_LET(const auto orphans, drop_holder(work.transaction, person));
  for (const auto& id : orphans) {
    if (std::ranges::find(attachments, id, &store::Record::id) != attachments.end()) continue;
    TRY_LET(auto orphan, must_find(work.transaction, "attachment", id));
    TRY_LET(const auto object, work.transaction.find(text_at(orphan.doc, "object")));
    if (object) TRY(check_no_hold(work.transaction, *object));
    attachments.push_back(std::move(orphan));
  }
  std::vector<std::string> ids;
  for (auto& attachment : attachments) {
    ids.push_back(attachment.id);
    TRY(put_erased_attachment(work, std::move(attachment), ground));
  }
  return ids;
}

Result<Json> attachments_seen(store::Snapshot& snapshot, std::string_view use) {
  Json seen = Json::array();
  TRY_LET(const auto attached, attachments_on(snapshot, use));
  for (const auto& one : attached) {
    if (one.state != attached_state) continue;
    if (is_sealed(one))
      seen.push_back({{"id", one.id}, {"sealed", true}});
    else
      seen.push_back({{"id", one.id},
                      {"purpose", one.doc.at("purpose")},
                      {"media_type", one.doc.at("media_type")},
                      {"sha256", one.doc.at("sha256")}});
  }
  return seen;
}

}  // namespace gg::clearance
