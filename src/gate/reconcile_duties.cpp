#include "gate/reconcile_rules.h"

#include <algorithm>
#include <array>

namespace gg {
namespace {

using rulebook::Due;
using rulebook::DutyEvidence;

bool is_done(const Reconciliation& all, const FoundUse& found, const rulebook::Duty& duty) {
  return std::ranges::any_of(all.title.duties, [&](const DutyDone& done) {
    return done.use == found.use->id && done.duty == duty.id && done.date <= all.as_of;
  });
}

/// Whether a duty should be done by now: what comes before the delivery is, what belongs to the
/// release is from its day on.
bool is_due(const rulebook::Duty& duty, const Reconciliation& all) {
  switch (duty.due) {
    case Due::BeforeWork:
    case Due::BeforeGeneration:
    case Due::BeforeServices:
    case Due::DuringWork:
    case Due::WithDelivery:
      return true;
    case Due::BeforeRelease:
    case Due::AtExposure:
      return all.title.title.release && *all.title.title.release <= all.as_of;
    case Due::AfterRelease:
      return false;
  }
  return true;
}

enum class When : std::uint8_t { Due, Ahead };

void check_records(const Reconciliation& all, std::string_view rule, When when,
                   Findings& findings) {
  for (const auto& found : all.uses)
    for (const auto& owed : found.decision.owed) {
      const auto& duty = *owed.duty;
      if (duty.evidence != DutyEvidence::Record || is_done(all, found, duty)) continue;
      if (is_due(duty, all) != (when == When::Due)) continue;
      findings.add(rule, {.use = found.use->id,
                          .subject = duty.id,
                          .clause = owed.clause,
                          .expected = duty.id + ", by the " + duty.owner + ": " + duty.what,
                          .found = "no entry of it under duties; use in " + in_words(found.files)});
    }
}

void check_open(const Reconciliation& all, std::string_view rule, Findings& findings) {
  check_records(all, rule, When::Due, findings);
}

void check_duties_ahead(const Reconciliation& all, std::string_view rule, Findings& findings) {
  check_records(all, rule, When::Ahead, findings);
}

void check_registered(const Reconciliation& all, std::string_view rule, Findings& findings) {
  for (const auto& found : all.uses) {
    const auto* owed = found.decision.owes(DutyEvidence::Asset);
    if (owed == nullptr) continue;
    for (const auto* file : found.files) {
      if (!file->assets.empty() || !file->assets_by_name.empty()) continue;
      findings.add(rule, {.file = file->report->path,
                          .use = found.use->id,
                          .clause = owed->clause,
                          .expected = "a registered asset: " + owed->duty->what,
                          .found = "no asset with this content or name"});
    }
  }
}

constexpr std::array duty_table = {
    Rule{"duty-open", check_open},
    Rule{"duty-ahead", check_duties_ahead},
    Rule{"asset-unregistered", check_registered},
};

}  // namespace

std::span<const Rule> duty_rules() { return duty_table; }

}  // namespace gg
