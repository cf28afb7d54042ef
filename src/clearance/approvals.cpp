#include "clearance/approvals.h"

#include "base/sha256.h"
#include "clearance/attachments.h"
#include "clearance/cascade.h"
#include "clearance/doc.h"
#include "clearance/fact_words.h"
#include "clearance/use_doc.h"
#include "ledger/canonical_json.h"
#include "shapes/shapes.h"

#include <algorithm>
#include <array>

namespace gg::clearance {
namespace {

/// Members of an approval that its seal covers: all that was there when it was signed.
constexpr std::array sealed_members = {
    "goodgate_approval", "id",         "use",        "use_version",     "title",
    "title_name",        "summary",    "intent",     "facts",           "people",
    "consents",          "licences",   "tools",      "assets",          "scope",
    "expires",           "conditions", "rulebooks",  "decision_sha256", "signers",
    "approved_at",       "text",       "attachments"};

Json tool_terms(const store::Record& tool) {
  Json terms{
      {"id", tool.id}, {"record_version", tool.version}, {"product", tool.doc.at("product")}};
  for (const auto* key : {"product_version", "tier", "terms"})
    if (const auto* value = find_member(tool.doc, key)) terms[key] = *value;
  return terms;
}

Result<Json> tools_seen(store::Snapshot& snapshot, const store::Record& use) {
  Json tools = Json::array();
  for (const auto& id : texts_at(use.doc, "tools")) {
    TRY_LET(const auto tool, must_find(snapshot, "tool", id));
    tools.push_back(tool_terms(tool));
  }
  return tools;
}

Result<Json> assets_seen(store::Snapshot& snapshot, const store::Record& use) {
  Json assets = Json::array();
  TRY_LET(const auto records,
          snapshot.list({.noun = "asset", .relies_on = use.id, .limit = 10'000}));
  for (const auto& asset : records) {
    if (asset.state != noun("asset").first_state) continue;
    assets.push_back({{"id", asset.id},
                      {"sha256", asset.doc.at("sha256")},
                      {"file", asset.doc.at("file")},
                      {"status", asset.doc.at("status")}});
  }
  return assets;
}

/// What all signers grant together: of two lists, what stands in both; of two days, the earlier.
void narrow(Json& approval, const Json& agreement) {
  if (const auto* expires = find_member(agreement, "expires"))
    if (!approval.contains("expires") || *expires < approval["expires"])
      approval["expires"] = *expires;
  const auto* scope = find_member(agreement, "scope");
  if (scope == nullptr) return;
  for (const auto& [key, list] : scope->items()) {
    auto& both = approval["scope"][key];
    if (both.is_null()) {
      both = list;
      continue;
    }
    Json kept = Json::array();
    for (const auto& item : both)
      if (std::ranges::find(list, item) != list.end()) kept.push_back(item);
    both = std::move(kept);
  }
}

void add_agreements(Json& approval, const Json& agreements) {
  approval["signers"] = Json::array();
  approval["conditions"] = Json::array();
  for (const auto& [reviewer, agreement] : agreements.items()) {
    Json signer{{"person", agreement.at("by")},
                {"name", agreement.at("name")},
                {"capacity", agreement.value("capacity", reviewer)},
                {"at", agreement.at("at")}};
    if (const auto* absent = find_member(agreement, "for")) signer["for"] = *absent;
    approval["signers"].push_back(std::move(signer));
    narrow(approval, agreement);
    if (const auto* conditions = find_member(agreement, "conditions"))
      for (const auto& condition : *conditions) approval["conditions"].push_back(condition);
  }
}

/// The reach of an approval, whole: where no signer narrowed it, that of the title as it was stated
/// when it was signed, from the day of signing. Errors: Conflict where signers have nothing in
/// common.
Result<void> complete_scope(Json& approval, const store::Record& title) {
  auto& scope = approval["scope"];
  if (scope.is_null()) scope = Json::object();
  for (const auto& [key, list] : scope.items())
    if (list.empty())
      return fail(Error{ErrorKind::Conflict,
                        "/scope/" + key +
                            ": what the reviewers allow has nothing in common, so nothing would be "
                            "approved; agree on one scope, or decline"});
  for (const auto* key : {"territories", "media"})
    if (const auto* stated = find_member(title.doc, key); stated != nullptr && !stated->empty())
      if (!scope.contains(key)) scope[key] = *stated;
  scope["title"] = title.id;
  scope["from"] = text_at(approval, "approved_at").substr(0, 10);
  if (const auto* expires = find_member(approval, "expires")) scope["until"] = *expires;
  return {};
}

std::string listed(const Json& list, const char* member) {
  std::string text;
  for (const auto& item : list) text += (text.empty() ? "" : ", ") + text_at(item, member);
  return text;
}

/// What is signed, for people. Everything in it stands in the document too.
std::string text_of_approval(const rulebook::BookSet& books, const Json& approval) {
  std::string text = "Approved for \"" + text_at(approval, "title_name") +
                     "\": " + text_at(approval, "summary") + "\n";
  if (!approval.at("tools").empty())
    text += "Made with: " + listed(approval.at("tools"), "product") + "\n";
  for (const auto& [question, answer] : approval.at("facts").items())
    text += "  " + question_text(books, question) + " " + answer_text(answer) + "\n";
  for (const auto& condition : approval.at("conditions")) {
    text += "On condition that: " + text_at(condition, "text") + " (" + text_at(condition, "owner");
    text += condition.contains("due") ? ", by " + text_at(condition, "due") + ")\n" : ")\n";
  }
  if (const auto* scope = find_member(approval, "scope"))
    for (const auto& [key, list] : scope->items()) {
      if (!list.is_array()) continue;
      std::string items;
      for (const auto& item : list) items += (items.empty() ? "" : ", ") + scalar_text(item);
      text += "Only for " + key + ": " + (items.empty() ? "none" : items) + "\n";
    }
  for (const auto& asset : approval.at("assets"))
    text += "Seen: " + text_at(asset, "file") + ", SHA-256 " + text_at(asset, "sha256") + "\n";
  for (const auto& attachment : approval.value("attachments", Json::array()))
    text += attachment.contains("sealed")
                ? "Sealed evidence was there: " + text_at(attachment, "id") + "\n"
                : "Seen: " + text_at(attachment, "purpose") + " " + text_at(attachment, "id") +
                      ", SHA-256 " + text_at(attachment, "sha256") + "\n";
  if (approval.contains("expires")) text += "Holds through " + text_at(approval, "expires") + "\n";
  text += "A change of these facts ends this approval.\n";
  for (const auto& signer : approval.at("signers")) {
    const auto* absent = find_member(signer, "for");
    text += "Signed by " + text_at(signer, "name");
    if (absent != nullptr) text += " for " + text_at(*absent, "name") + ", who was away,";
    // The day alone: what a signer reads before signing is, to the letter, what is sealed.
    text += " as " + text_at(signer, "capacity") + " on " + text_at(signer, "at").substr(0, 10) +
            " (UTC)\n";
  }
  return text;
}

Result<Json> document_of(store::Snapshot& snapshot, World& world, Moment now,
                         const store::Record& use, const std::string& id) {
  TRY_LET(const auto title, must_find(snapshot, "title", use.title));
  const auto& decision = use.doc.at("decision").at("record");
  Json approval{{"goodgate_approval", 1},
                {"id", id},
                {"use", use.id},
                {"use_version", use.version},
                {"title", use.title},
                {"title_name", title.doc.at("name")},
                {"summary", use.doc.at("summary")},
                {"facts", decision.at("facts")},
                {"rulebooks", decision.at("rulebooks")},
                {"approved_at", text_of(now)}};
  for (const auto* key : {"intent", "people", "consents", "licences"})
    if (const auto* value = find_member(use.doc, key)) approval[key] = *value;
  TRY_LET(approval["tools"], tools_seen(snapshot, use));
  TRY_LET(approval["assets"], assets_seen(snapshot, use));
  TRY_LET(auto attachments, attachments_seen(snapshot, use.id));
  if (!attachments.empty()) approval["attachments"] = std::move(attachments);
  TRY_LET(const auto decided, ledger::canonical_json(decision));
  approval["decision_sha256"] = sha256_of(decided).hex();
  add_agreements(approval, use.doc.at("agreements"));
  TRY(complete_scope(approval, title));
  // In the words of the very versions that decided: what was shown before stays so.
  TRY_LET(const auto books, world.books.of_decision(snapshot, decision.at("rulebooks")));
  approval["text"] = text_of_approval(*books, approval);
  TRY_LET(approval["seal"], seal_of(approval));
  return approval;
}

}  // namespace

Result<std::string> sealed_text_of(const Json& document) {
  Json sealed = Json::object();
  for (const auto* key : sealed_members)
    if (const auto* value = find_member(document, key)) sealed[key] = *value;
  // A condition met later does not change what was signed.
  if (sealed.contains("conditions"))
    for (auto& condition : sealed["conditions"])
      for (const auto* key : {"met_at", "met_by", "evidence"}) condition.erase(key);
  return ledger::canonical_json(sealed);
}

Result<std::string> seal_of(const Json& document) {
  TRY_LET(const auto sealed, sealed_text_of(document));
  return sha256_of(sealed).hex();
}

Result<std::string> approval_text(store::Snapshot& snapshot, World& world, Moment now,
                                  const store::Record& use) {
  TRY_LET(const auto document, document_of(snapshot, world, now, use, {}));
  return text_at(document, "text");
}

Result<store::Record> seal_approval(Work& work, const store::Record& use) {
  const auto id = new_id(work, noun("approval").prefix);
  TRY_LET(auto document, document_of(work.transaction, work.world, work.now, use, id));
  Telling telling{.facts = {{"use", use.id}, {"seal", document.at("seal")}},
                  .rulebooks = document.at("rulebooks"),
                  .inform = {text_at(use.doc, "declared_by")}};
  store::Record record{.id = id,
                       .noun = "approval",
                       .title = use.title,
                       .company = use.company,
                       .state = std::string(noun("approval").first_state),
                       .version = 0,
                       .due = end_of_day(text_at(document, "expires")),
                       .created = {},
                       .updated = {},
                       .doc = std::move(document)};
  return put(work, "approval.given", std::move(record), std::move(telling));
}

std::string end_of_day(const std::string& day) {
  return day.empty() ? day : day + "T23:59:59.999Z";
}

Result<std::optional<store::Record>> approval_in_force(store::Snapshot& snapshot,
                                                       const store::Record& use) {
  const auto id = text_at(use.doc, "approval");
  if (id.empty()) return std::optional<store::Record>();
  TRY_LET(auto approval, must_find(snapshot, "approval", id));
  if (approval.state != "in_force") return std::optional<store::Record>();
  return std::optional(std::move(approval));
}

Result<store::Record> end_approval(Work& work, store::Record approval, std::string_view state,
                                   const std::string& why) {
  approval.state = state;
  approval.due.clear();
  approval.doc["voided_at"] = text_of(work.now);
  approval.doc["voided_why"] = why;
  Telling telling{.facts = {{"use", approval.doc.at("use")}, {"why", why}}};
  return put(work, "approval." + std::string(state), std::move(approval), std::move(telling));
}

Result<store::Record> revoke_approval(Work& work, std::string_view id, const std::string& reason,
                                      std::int64_t version) {
  TRY_LET(auto approval, must_find(work.transaction, "approval", id));
  TRY(authorise(work.actor, Right::RevokeApproval, {approval.title, {}}));
  TRY(check_version(approval, version));
  if (approval.state != "in_force")
    return fail(Error{ErrorKind::Conflict, approval.id + " is " + approval.state + " already"});
  TRY_LET(const auto use, must_find(work.transaction, "use", text_at(approval.doc, "use")));
  TRY_LET(auto ended, end_approval(work, std::move(approval), "revoked", reason));
  TRY(void_use(work, use, "its approval was revoked: " + reason));
  return ended;
}

Result<store::Record> meet_condition(Work& work, std::string_view id, std::size_t index,
                                     const Json& met, std::int64_t version) {
  TRY(check_shape(met, "Met"));
  TRY_LET(auto approval, must_find(work.transaction, "approval", id));
  TRY(authorise(work.actor, Right::MeetDuty, {approval.title, approval.company}));
  TRY(check_version(approval, version));
  if (approval.state != "in_force")
    return fail(Error{ErrorKind::Conflict, approval.id + " is " + approval.state + " already"});
  auto& conditions = approval.doc["conditions"];
  if (index >= conditions.size())
    return fail(
        Error{ErrorKind::NotFound, approval.id + " has no condition " + std::to_string(index)});
  auto& condition = conditions[index];
  if (condition.contains("met_at"))
    return fail(
        Error{ErrorKind::Conflict, "this condition was met " + text_at(condition, "met_at")});
  condition["met_at"] = text_of(work.now);
  condition["met_by"] = work.actor.id;
  condition["evidence"] = met.at("evidence");
  return put(work, "approval.condition_met", std::move(approval),
             {.facts = {{"condition", index}}});
}

}  // namespace gg::clearance
