#include "clearance/deadlines.h"

#include "clearance/approvals.h"
#include "clearance/cascade.h"
#include "clearance/doc.h"
#include "clearance/use_doc.h"

#include <utility>

namespace gg::clearance {
namespace {

constexpr std::int64_t due_max = 1000;  // of one round
constexpr auto remind_again = std::chrono::hours(24);

Result<store::Record> expire_approval(Work& work, store::Record approval) {
  TRY_LET(auto use, must_find(work.transaction, "use", text_at(approval.doc, "use")));
  TRY_LET(auto ended,
          end_approval(work, std::move(approval), "expired", "its last day has passed"));
  if (can_take(state_of(use), UseStep::Expire) && text_at(use.doc, "approval") == ended.id) {
    set_state(use, UseState::Expired);
    use.due.clear();
    TRY(put(work, "use.expired", std::move(use),
            {.facts = {{"approval", ended.id}}, .inform = {text_at(use.doc, "declared_by")}}));
  }
  return ended;
}

Result<store::Record> expire_consent(Work& work, store::Record consent) {
  consent.state = "expired";
  consent.due.clear();
  TRY_LET(auto expired, put(work, "consent.expired", std::move(consent)));
  TRY(void_uses_of(work, expired.id, "the consent " + expired.id + " it relied on has run out"));
  return expired;
}

/// Reminds who is waited for; the second time and later the contact hears of it too.
Result<store::Record> remind(Work& work, store::Record use) {
  auto roles =
      roles_reviewing(use, [](const Track& track) { return track.state == TrackState::Waiting; });
  const auto reminded = use.doc.value("reminded", 0);
  if (reminded > 0) roles.insert(DeskRole::Contact);
  Telling telling{.facts = {{"reminder", reminded + 1}}};
  TRY_LET(telling.inform, people_with_any_role(work.transaction, roles, use.title));
  use.doc["reminded"] = reminded + 1;
  use.due = text_of(work.now + remind_again);
  return put(work, reminded > 0 ? "use.escalated" : "use.reminded", std::move(use),
             std::move(telling));
}

Result<store::Record> pass(Work& work, std::string_view id) {
  TRY_LET(auto record, work.transaction.find(id));
  // Somebody may have acted since the list was read.
  const bool is_due = record && !record->due.empty() && record->due < text_of(work.now);
  if (!is_due) return record.value_or(store::Record{});
  if (record->noun == "approval") return expire_approval(work, *std::move(record));
  if (record->noun == "consent") return expire_consent(work, *std::move(record));
  if (record->noun == "use" && is_waiting(state_of(*record)))
    return remind(work, *std::move(record));
  return *std::move(record);
}

}  // namespace

Result<std::size_t> pass_deadlines(Clearance& clearance) {
  std::vector<std::string> due;
  const auto now = text_of(clearance.world().now());
  for (const auto* noun : {"approval", "consent", "use"}) {
    TRY(clearance.read([&](store::Snapshot& snapshot) -> Result<void> {
      TRY_LET(const auto records,
              snapshot.list({.noun = noun, .due_before = now, .limit = due_max}));
      for (const auto& record : records) due.push_back(record.id);
      return {};
    }));
  }
  for (const auto& id : due)
    TRY(clearance.run(system_actor().id, [&id](Work& work) { return pass(work, id); }));
  return due.size();
}

}  // namespace gg::clearance
