#include "gate/reconcile_rules.h"

#include <algorithm>
#include <array>

namespace gg {
namespace {

bool has_approval_in_force(const Reconciliation& all, const Use& use) {
  return std::ranges::any_of(all.title.approvals, [&](const Approval& one) {
    return one.use == use.id && is_in_force(one, all.as_of);
  });
}

std::string outcome_text(Outcome outcome) { return std::string(word_of(outcome_words, outcome)); }

void check_prohibited(const Reconciliation& all, std::string_view rule, Findings& findings) {
  for (const auto& found : all.uses)
    if (found.decision.outcome == Outcome::Prohibit)
      findings.add(rule, {.use = found.use->id,
                          .clause = found.decision.clause,
                          .expected = "nothing of a prohibited use in the delivery",
                          .found = found.use->summary + ", in " + in_words(found.files)});
}

void check_stopped(const Reconciliation& all, std::string_view rule, Findings& findings) {
  for (const auto& found : all.uses) {
    if (!found.use->stopped || all.as_of < *found.use->stopped) continue;
    findings.add(rule, {.use = found.use->id,
                        .expected = "nothing of a use that was stopped",
                        .found = "stopped on " + found.use->stopped->text() +
                                 (found.use->stopped_why.empty() ? "" : ": ") +
                                 found.use->stopped_why + "; in " + in_words(found.files)});
  }
}

void check_undecided(const Reconciliation& all, std::string_view rule, Findings& findings) {
  for (const auto& found : all.uses) {
    if (found.decision.outcome != Outcome::Consult || has_approval_in_force(all, *found.use))
      continue;
    findings.add(rule, {.use = found.use->id,
                        .clause = found.decision.clause,
                        .expected = "the contact's word on the use",
                        .found = "none (" + found.decision.why + "); in " + in_words(found.files)});
  }
}

void check_too_weak(const Reconciliation& all, std::string_view rule, Findings& findings) {
  for (const auto& found : all.uses) {
    const auto& stated = found.use->outcome;
    if (!stated || *stated >= found.decision.asked) continue;
    findings.add(rule, {.use = found.use->id,
                        .expected = outcome_text(found.decision.asked) + ", because of " +
                                    found.decision.why,
                        .found = "outcome: " + outcome_text(*stated)});
  }
}

void check_contact_told(const Reconciliation& all, std::string_view rule, Findings& findings) {
  for (const auto& found : all.uses) {
    const auto* owed = found.decision.owes(rulebook::DutyEvidence::Told);
    const bool told_by_outcome = found.decision.outcome == Outcome::Notify;
    if ((owed == nullptr && !told_by_outcome) || has_approval_in_force(all, *found.use)) continue;
    if (found.use->notified && *found.use->notified <= all.as_of) continue;
    findings.add(rule, {.use = found.use->id,
                        .clause = owed == nullptr ? found.decision.clause : owed->clause,
                        .expected = "the day the contact was told (notified)",
                        .found = "none; in " + in_words(found.files)});
  }
}

void check_not_found(const Reconciliation& all, std::string_view rule, Findings& findings) {
  for (const auto& use : all.title.uses) {
    if (all.find(use) != nullptr || !has_approval_in_force(all, use)) continue;
    findings.add(rule, {.use = use.id,
                        .expected = "the approved use: " + use.summary,
                        .found = "no file it covers; it was cut out, or not recognised"});
  }
}

void check_lowered(const Reconciliation& all, std::string_view rule, Findings& findings) {
  for (const auto& change : all.title.severities) {
    const auto* text = all.book.find(change.rule);
    const auto severity = value_of(severity_words, change.severity);
    if (text != nullptr && severity && *severity >= text->severity) continue;
    const auto book = text == nullptr ? std::string("no such rule")
                                      : std::string(word_of(severity_words, text->severity));
    findings.add(rule,
                 {.subject = change.rule,
                  .expected = change.rule + ": " + book + ", as in the gate book",
                  .found = change.severity + ", set by " + change.by.name + ": " + change.reason});
  }
}

constexpr std::array use_table = {
    Rule{"prohibited-use", check_prohibited},   Rule{"use-stopped", check_stopped},
    Rule{"use-undecided", check_undecided},     Rule{"outcome-too-weak", check_too_weak},
    Rule{"notice-missing", check_contact_told}, Rule{"use-not-found", check_not_found},
    Rule{"severity-lowered", check_lowered},
};

}  // namespace

std::span<const Rule> use_rules() { return use_table; }

}  // namespace gg
