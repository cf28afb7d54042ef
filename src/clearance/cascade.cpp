#include "clearance/cascade.h"

#include "clearance/approvals.h"
#include "clearance/doc.h"
#include "clearance/endings.h"
#include "clearance/use_doc.h"

namespace gg::clearance {
namespace {

constexpr std::int64_t relying_max = 100'000;

/// Whom a stopped use concerns: who declared it, and who decides on the title.
Result<std::vector<std::string>> concerned(store::Snapshot& snapshot, const store::Record& use) {
  std::vector<std::string> people;
  if (auto declarer = text_at(use.doc, "declared_by"); !declarer.empty())
    people.push_back(std::move(declarer));
  TRY_LET(const auto contacts, people_with_role(snapshot, DeskRole::Contact, use.title));
  for (const auto& contact : contacts)
    if (people.empty() || contact != people.front()) people.push_back(contact);
  return people;
}

/// A changed member of a tool in words.
std::string change_in_words(const std::string& member) {
  if (member == "terms") return "they are others";
  if (member == "tier") return "its licence tier is another";
  if (member == "product_version") return "it is another version";
  return "they say something else";
}

/// What changed of a tool on which uses rely. The same terms read again are no change: the day to
/// read them next is not part of them, and equal hashes show equal terms.
std::vector<std::string> changes_of_tool(const Json& before, const Json& after) {
  auto changed = differing(before, after, {"terms", "tier", "product_version", "facts"});
  if (changed.empty() || changed.front() != "terms") return changed;
  const auto terms_of = [](const Json& doc) {
    auto terms = doc.value("terms", Json::object());
    terms.erase("recheck");
    return terms;
  };
  const auto old_terms = terms_of(before);
  const auto new_terms = terms_of(after);
  const auto hash = text_at(new_terms, "sha256");
  const bool is_same = !hash.empty() && hash == text_at(old_terms, "sha256");
  if (is_same || old_terms == new_terms) changed.erase(changed.begin());
  return changed;
}

/// Which rulebooks decide anew.
enum class By : std::uint8_t { LastOnes, InForce };

/// A decision made anew; the use stops where it asks something else than before.
Result<void> reconsider(Work& work, const store::Record& use, By by, const std::string& why) {
  if (!can_take(state_of(use), UseStep::Void)) return {};
  auto decided = by == By::InForce ? decide(work.transaction, work.world, work.now, use)
                                   : decide_as_before(work.transaction, work.world, work.now, use);
  TRY_LET(const auto ruling, std::move(decided));
  return asks_the_same(use, ruling) ? Result<void>() : void_use(work, use, why);
}

}  // namespace

Result<void> void_use(Work& work, const store::Record& use, const std::string& why) {
  if (!can_take(state_of(use), UseStep::Void)) return {};
  TRY_LET(auto approval, approval_in_force(work.transaction, use));
  if (approval) TRY(end_approval(work, *std::move(approval), "voided", why));
  TRY_LET(auto people, concerned(work.transaction, use));
  auto stopped = use;
  set_state(stopped, UseState::Voided);
  stopped.due.clear();
  stopped.doc["voided_why"] = why;
  stopped.doc["voided_at"] = text_of(work.now);
  TRY(put(work, "use.voided", std::move(stopped),
          {.facts = {{"why", why}}, .inform = std::move(people)}));
  return {};
}

Result<void> void_uses_of(Work& work, std::string_view target, const std::string& why) {
  TRY_LET(const auto uses,
          work.transaction.list(
              {.noun = "use", .relies_on = std::string(target), .limit = relying_max}));
  for (const auto& use : uses) TRY(void_use(work, use, why));
  return {};
}

Result<void> after_change(Work& work, const store::Record& before, const store::Record& after) {
  if (after.noun == "tool") {
    const auto changed = changes_of_tool(before.doc, after.doc);
    const auto name = text_at(after.doc, "product");
    if (after.state == "retired")
      return void_uses_of(work, after.id, name + " is no longer in the tool register");
    if (!changed.empty())
      return void_uses_of(work, after.id,
                          "the terms of " + name + " changed: " + change_in_words(changed.front()));
  }
  if (after.noun == "licence" && after.state == "retired")
    return void_uses_of(work, after.id, "the licence for " + text_at(after.doc, "work") + " ended");
  if (after.noun != "title") return {};
  if (!differing(before.doc, after.doc, {"warn_days"}).empty())
    TRY(set_alarms_of_title(work, after));
  TRY_LET(const auto uses,
          work.transaction.list({.noun = "use", .titles = {after.id}, .limit = relying_max}));
  // A version published since is not brought in by a word about the title.
  const auto by =
      differing(before.doc, after.doc, {"rulebooks"}).empty() ? By::LastOnes : By::InForce;
  for (const auto& use : uses)
    TRY(reconsider(work, use, by,
                   "what is stated of the title changed, and the rulebooks now ask "
                   "something else of this use"));
  return {};
}

}  // namespace gg::clearance
