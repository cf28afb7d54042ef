#include "clearance/duties.h"

#include "clearance/doc.h"
#include "clearance/noun.h"
#include "clearance/use_doc.h"
#include "shapes/shapes.h"

#include <algorithm>

namespace gg::clearance {
namespace {

using rulebook::DutyEvidence;

constexpr std::int64_t registered_max = 10'000;

bool is_open(const Json& duty) { return text_at(duty, "state") != "met"; }

bool is_shown_by(const Json& duty, DutyEvidence evidence) {
  return value_of(rulebook::duty_evidence_words, text_at(duty, "evidence")) == evidence;
}

void mark_met(const Work& work, Json& duty, const std::string& evidence) {
  duty["state"] = "met";
  duty["met_at"] = text_of(work.now);
  duty["met_by"] = work.actor.id;
  duty["met_name"] = work.actor.name;
  duty["evidence_text"] = evidence;
}

bool owes_openly(const store::Record& use, DutyEvidence evidence) {
  const auto* duties = find_member(use.doc, "duties");
  return duties != nullptr && std::ranges::any_of(*duties, [&](const Json& duty) {
           return is_open(duty) && is_shown_by(duty, evidence);
         });
}

Result<std::size_t> count_registered(store::Snapshot& snapshot, std::string_view use) {
  TRY_LET(const auto assets, snapshot.list({.noun = "asset",
                                            .states = {std::string(noun("asset").first_state)},
                                            .relies_on = std::string(use),
                                            .limit = registered_max}));
  return assets.size();
}

}  // namespace

void settle_duties(const Work& work, store::Record& use, DutyEvidence shown_by,
                   const std::string& evidence) {
  if (!use.doc.contains("duties")) return;
  for (auto& duty : use.doc["duties"])
    if (is_open(duty) && is_shown_by(duty, shown_by)) mark_met(work, duty, evidence);
}

Result<void> settle_registered(const Work& work, store::Record& use) {
  if (!owes_openly(use, DutyEvidence::Asset)) return {};
  TRY_LET(const auto count, count_registered(work.transaction, use.id));
  if (count == 0) return {};
  settle_duties(
      work, use, DutyEvidence::Asset,
      std::to_string(count) + (count == 1 ? " file is" : " files are") + " registered for it");
  return {};
}

Result<void> settle_registered_late(Work& work, std::string_view id) {
  if (id.empty()) return {};
  TRY_LET(auto use, must_find(work.transaction, "use", id));
  if (state_of(use) != UseState::Closed || !owes_openly(use, DutyEvidence::Asset)) return {};
  TRY(settle_registered(work, use));
  TRY(put(work, "duty.met", std::move(use), {.facts = {{"duty", "asset"}}}));
  return {};
}

Result<store::Record> meet_duty(Work& work, std::string_view id, std::string_view duty,
                                const Json& met, std::int64_t version) {
  TRY(check_shape(met, "Met"));
  TRY_LET(auto use, must_find(work.transaction, "use", id));
  TRY(authorise(work.actor, Right::MeetDuty, {use.title, use.company}));
  TRY(check_version(use, version));
  if (use.doc.contains("duties")) {
    for (auto& one : use.doc["duties"]) {
      if (text_at(one, "id") != duty) continue;
      TRY(check_step(use, UseStep::MeetDuty));
      if (!is_open(one))
        return fail(Error{ErrorKind::Conflict, "this duty was met " + text_at(one, "met_at")});
      if (is_shown_by(one, DutyEvidence::Approval))
        return fail(Error{ErrorKind::Conflict,
                          "the written approval shows this duty done as soon as it is there; "
                          "nobody records it by hand"});
      mark_met(work, one, text_at(met, "evidence"));
      return put(work, "duty.met", std::move(use), {.facts = {{"duty", duty}}});
    }
  }
  return fail(Error{ErrorKind::NotFound, use.id + " has no duty \"" + std::string(duty) + "\""});
}

}  // namespace gg::clearance
