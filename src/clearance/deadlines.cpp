#include "clearance/deadlines.h"

#include "clearance/approvals.h"
#include "clearance/cascade.h"
#include "clearance/doc.h"
#include "clearance/endings.h"
#include "clearance/judge_again.h"
#include "clearance/rulebook_acts.h"
#include "clearance/use_doc.h"
#include "clearance/voice.h"

#include <optional>
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
    Telling telling{.facts = {{"approval", ended.id}}, .inform = {text_at(use.doc, "declared_by")}};
    TRY(put(work, "use.expired", std::move(use), std::move(telling)));
  }
  return ended;
}

/// A consent or a licence has run out: what relied on it stops.
Result<store::Record> run_out(Work& work, store::Record record) {
  TRY_LET(auto people, concerned_by_end(work.transaction, record));
  record.state = "expired";
  record.due.clear();
  const auto noun = record.noun;
  TRY_LET(auto expired,
          put(work, noun + ".expired", std::move(record), {.inform = std::move(people)}));
  TRY(void_uses_of(work, expired.id,
                   "the " + noun + " " + expired.id + " it relied on has run out"));
  return expired;
}

/// The terms of a tool were to be read again by now. What is approved goes on; new uses ask the
/// contact (`decide`).
Result<store::Record> recheck(Work& work, store::Record tool) {
  TRY_LET(auto people, concerned_by_end(work.transaction, tool));
  tool.state = "recheck_due";
  tool.due.clear();
  return put(work, "tool.recheck_due", std::move(tool), {.inform = std::move(people)});
}

Result<store::Record> end(Work& work, store::Record record) {
  if (record.noun == "approval") return expire_approval(work, std::move(record));
  if (record.noun == "tool") return recheck(work, std::move(record));
  return run_out(work, std::move(record));
}

/// Says how many days are left, to whom the end concerns.
Result<store::Record> warn(Work& work, store::Record record, const Ending& ending) {
  TRY_LET(auto people, concerned_by_end(work.transaction, record));
  const auto left = days_left(ending, work.now);
  record.doc["warned"] = {
      {"ends", ending.last_day.text()}, {"days_left", left}, {"at", text_of(work.now)}};
  Telling telling{.facts = {{"ends", ending.last_day.text()}, {"days_left", left}},
                  .inform = std::move(people)};
  const auto act = record.noun + ".ending";
  return put(work, act, std::move(record), std::move(telling));
}

/// An alarm went off: a warning or the end. Nothing happens to what was ended or moved meanwhile.
Result<store::Record> ring(Work& work, std::string_view id) {
  TRY_LET(const auto alarm, work.transaction.alarm(id));
  TRY_LET(auto record, work.transaction.find(id));
  if (!alarm || !record || alarm->at > text_of(work.now)) return record.value_or(store::Record{});
  TRY_LET(const auto ending, ending_of(work.transaction, *record));
  if (ending && end_of(*ending) <= work.now) return end(work, *std::move(record));
  const auto at = parse_moment(alarm->at);
  if (ending && at && warning_at(*ending, *at)) {
    TRY_LET(record, warn(work, *std::move(record), *ending));
  }
  TRY(set_next_alarm(work, *record));
  return *std::move(record);
}

/// The contact hears of it too, and all who could speak in place of one it was passed to.
Result<void> escalate(Work& work, const store::Record& use, std::vector<std::string>& people) {
  TRY_LET(const auto contacts, people_with_role(work.transaction, DeskRole::Contact, use.title));
  add_people(people, contacts);
  const auto tracks = tracks_of(use);
  for (const auto& track : tracks) {
    if (!has_turn(tracks, track)) continue;
    TRY_LET(const auto others, people_for(work.transaction, use, track));
    add_people(people, others);
  }
  return {};
}

/// Reminds who is waited for; the second time and later the contact hears of it too.
Result<store::Record> remind(Work& work, store::Record use) {
  const auto reminded = use.doc.value("reminded", 0);
  Telling telling{.facts = {{"reminder", reminded + 1}}};
  TRY_LET(telling.inform, people_waited_for(work.transaction, use));
  if (reminded > 0) TRY(escalate(work, use, telling.inform));
  use.doc["reminded"] = reminded + 1;
  use.due = text_of(work.now + remind_again);
  return put(work, reminded > 0 ? "use.escalated" : "use.reminded", std::move(use),
             std::move(telling));
}

/// Reminds the reviewers of a use that are late.
Result<store::Record> pass(Work& work, std::string_view id) {
  TRY_LET(auto use, work.transaction.find(id));
  // Somebody may have acted since the list was read.
  const bool is_late =
      use && is_waiting(state_of(*use)) && !use->due.empty() && use->due < text_of(work.now);
  return is_late ? remind(work, *std::move(use)) : use.value_or(store::Record{});
}

/// Judges a delivery again whose verdict the new day may change.
Result<store::Record> judge_on_its_day(Work& work, std::string_view id) {
  TRY_LET(auto delivery, must_find(work.transaction, "delivery", id));
  const bool is_due = !delivery.due.empty() && delivery.due < text_of(work.now);
  return is_due ? judge_due(work, std::move(delivery)) : delivery;
}

struct Due {
  std::vector<std::string> rings;  ///< Records whose alarm went off.
  std::vector<std::string> late;   ///< Uses.
  std::vector<std::string> stale;  ///< Deliveries that another day may judge otherwise.
  std::vector<std::string> begun;  ///< Versions of rulebooks whose first day has come.
};

Result<Due> all_due(const Clearance& clearance, const std::string& now) {
  Due due;
  TRY(clearance.read([&](store::Snapshot& snapshot) -> Result<void> {
    TRY_LET(const auto alarms, snapshot.alarms(now, due_max));
    for (const auto& alarm : alarms) due.rings.push_back(alarm.record);
    TRY_LET(const auto uses,
            snapshot.list({.noun = "use",
                           .states = {"waiting_for_contact", "waiting_for_approval"},
                           .due_before = now,
                           .limit = due_max}));
    for (const auto& use : uses) due.late.push_back(use.id);
    TRY_LET(const auto deliveries,
            snapshot.list({.noun = "delivery", .due_before = now, .limit = due_max}));
    for (const auto& delivery : deliveries) due.stale.push_back(delivery.id);
    TRY_LET(const auto rulebooks,
            snapshot.list({.noun = "rulebook", .due_before = now, .limit = due_max}));
    for (const auto& rulebook : rulebooks) due.begun.push_back(rulebook.id);
    return {};
  }));
  return due;
}

}  // namespace

Result<std::size_t> pass_deadlines(Clearance& clearance) {
  TRY_LET(const auto due, all_due(clearance, text_of(clearance.world().now())));
  std::optional<Error> first;  // one that cannot be done does not keep the others waiting
  std::size_t done = 0;
  const auto act_on = [&](const std::vector<std::string>& ids, auto act) {
    for (const auto& id : ids) {
      auto result = clearance.run(system_actor().id, [&](Work& work) { return act(work, id); });
      if (result.has_value()) ++done;
      if (!result.has_value() && !first) first = std::move(result).error();
    }
  };
  act_on(due.rings, ring);
  act_on(due.late, pass);
  act_on(due.stale, judge_on_its_day);
  act_on(due.begun, come_into_force);
  if (first) return fail(*std::move(first));
  return done;
}

}  // namespace gg::clearance
