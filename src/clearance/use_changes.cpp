#include "clearance/use_changes.h"

#include "base/text.h"
#include "clearance/doc.h"
#include "clearance/fact_words.h"
#include "clearance/nouns.h"

#include <algorithm>
#include <array>
#include <set>

namespace gg::clearance {
namespace {

constexpr std::array always_material = {std::string_view("summary"), std::string_view("intent"),
                                        std::string_view("tools"), std::string_view("people")};

Json value_or_null(const Json& doc, std::string_view key) {
  const auto* value = find_member(doc, key);
  return value == nullptr ? Json() : *value;
}

/// True where something that was relied on is not named any more.
bool lost_any(const Json& before, const Json& after, std::string_view key) {
  const auto left = texts_at(after, key);
  const auto had = texts_at(before, key);
  return std::ranges::any_of(had, [&](const std::string& id) { return !contains(left, id); });
}

bool is_material(const Json& before, const Json& after, const std::string& key) {
  if (key == "consents" || key == "licences") return lost_any(before, after, key);
  return std::ranges::find(always_material, key) != always_material.end();
}

bool is_material_fact(const rulebook::BookSet& books, std::string_view id) {
  const auto subject = books.find(id);
  return subject && books.subjects()[*subject].fact.material;
}

void add_facts(const rulebook::BookSet& books, const Json& before, const Json& after,
               std::vector<UseChange>& changes) {
  const auto old_facts = before.value("facts", Json::object());
  const auto new_facts = after.value("facts", Json::object());
  std::set<std::string> ids;
  for (const auto* facts : {&old_facts, &new_facts})
    for (const auto& [id, ignored] : facts->items()) ids.insert(id);
  for (const auto& id : ids) {
    auto was = value_or_null(old_facts, id);
    auto is = value_or_null(new_facts, id);
    if (was == is) continue;
    changes.push_back({(Json::json_pointer("/facts") / id).to_string(), std::move(was),
                       std::move(is), is_material_fact(books, id), question_text(books, id)});
  }
}

Result<Json> document_at(store::Snapshot& snapshot, const store::Record& use,
                         std::int64_t version) {
  if (version == use.version) return use.doc;
  TRY_LET(auto doc, snapshot.earlier(use.id, version));
  if (!doc)
    return fail(Error{ErrorKind::NotFound, use.id + " has no version " + std::to_string(version)});
  return *std::move(doc);
}

/// The version that was approved last, or the first there was.
Result<std::int64_t> last_approved(store::Snapshot& snapshot, const store::Record& use) {
  for (const auto* key : {"approval", "approval_before"}) {
    const auto id = text_at(use.doc, key);
    if (id.empty()) continue;
    TRY_LET(const auto approval, must_find(snapshot, "approval", id));
    return approval.doc.value("use_version", std::int64_t{1});
  }
  return std::int64_t{1};
}

Json outcome_in(const Json& doc) {
  const auto* decision = find_member(doc, "decision");
  return decision == nullptr ? Json() : value_or_null(*decision, "outcome");
}

}  // namespace

std::vector<UseChange> changes_between(const rulebook::BookSet& books, const Json& before,
                                       const Json& after) {
  std::vector<UseChange> changes;
  add_facts(books, before, after, changes);
  for (const auto& key : differing(before, after,
                                   {"summary", "intent", "tools", "people", "consents", "licences",
                                    "covers", "cost", "hours"}))
    changes.push_back({"/" + key,
                       value_or_null(before, key),
                       value_or_null(after, key),
                       is_material(before, after, key),
                       {}});
  return changes;
}

std::string material_text(const std::vector<UseChange>& changes) {
  std::string text;
  for (const auto& change : changes) {
    if (!change.material) continue;
    if (!text.empty()) text += "; ";
    if (!change.question.empty())
      text += "the answer to \"" + change.question + "\" changed from " +
              answer_text(change.before) + " to " + answer_text(change.after);
    else
      text += Json::json_pointer(change.pointer).back() + " changed";
  }
  return text;
}

Result<Json> changes_since(store::Snapshot& snapshot, World& world, const store::Record& use,
                           std::optional<std::int64_t> since) {
  if (!since) {
    TRY_LET(since, last_approved(snapshot, use));
  }
  TRY_LET(const auto before, document_at(snapshot, use, *since));
  TRY_LET(const auto title, must_find(snapshot, "title", use.title));
  TRY_LET(const auto books,
          world.books.of(snapshot, texts_at(title.doc, "rulebooks"), day_of(world.now())));
  auto changes = changes_between(*books, before, use.doc);
  if (outcome_in(before) != outcome_in(use.doc))
    changes.push_back({"/decision/outcome", outcome_in(before), outcome_in(use.doc), true, {}});
  Json list = Json::array();
  for (auto& change : changes)
    list.push_back({{"pointer", std::move(change.pointer)},
                    {"before", std::move(change.before)},
                    {"after", std::move(change.after)},
                    {"material", change.material}});
  return Json{{"since", *since}, {"version", use.version}, {"changes", std::move(list)}};
}

}  // namespace gg::clearance
