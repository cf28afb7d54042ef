#include "base/text.h"
#include "gate/reconcile_rules.h"

#include <algorithm>
#include <array>

namespace gg {
namespace {

constexpr std::array<std::string_view, 3> ids = {"waiver-refused", "waiver-expired",
                                                 "waiver-unused"};

bool is_about(const Waiver& waiver, const Finding& finding) {
  if (!waiver.finding.empty()) return waiver.finding == finding.id;
  return waiver.rule == finding.rule && waiver.file == finding.file;
}

bool may_waive(const Waiver& waiver, const RuleText& rule) {
  return std::ranges::any_of(rule.waivable_by, [&waiver](const std::string& capacity) {
    return equals_ignoring_case(capacity, waiver.by.capacity);
  });
}

std::string named(const Waiver& waiver) {
  if (!waiver.finding.empty()) return waiver.finding;
  return waiver.rule + (waiver.file.empty() ? "" : " in " + waiver.file);
}

Told told(const Waiver& waiver, std::string expected, std::string found) {
  return {.subject = named(waiver) + "/" + waiver.by.name,
          .expected = std::move(expected),
          .found = std::move(found)};
}

void refuse(const Waiver& waiver, const RuleText& rule, Findings& findings) {
  const auto by = waiver.by.name + (waiver.by.capacity.empty() ? " (no capacity stated)"
                                                               : ", " + waiver.by.capacity);
  findings.add(ids[0], told(waiver,
                            rule.waivable_by.empty() ? rule.id + " is waived by nobody"
                                                     : "a waiver by " + in_words(rule.waivable_by),
                            "a waiver of " + named(waiver) + " by " + by));
}

void apply(const Waiver& waiver, const Reconciliation& all, Findings& findings) {
  if (waiver.expires && *waiver.expires < all.as_of)
    return findings.add(ids[1], told(waiver, "a waiver that is in force",
                                     named(waiver) + ", expired on " + waiver.expires->text()));
  bool used = false;
  const RuleText* refused = nullptr;
  for (auto& finding : findings.all()) {
    if (!is_about(waiver, finding)) continue;
    used = true;
    const auto& rule = *all.book.find(finding.rule);
    if (!may_waive(waiver, rule))
      refused = &rule;
    else if (!finding.waiver)
      finding.waiver = AppliedWaiver{waiver.by.name, waiver.reason,
                                     waiver.expires ? waiver.expires->text() : ""};
  }
  if (refused != nullptr) refuse(waiver, *refused, findings);
  if (!used)
    findings.add(ids[2], told(waiver, "a finding it is about", "no finding " + named(waiver)));
}

}  // namespace

std::span<const std::string_view> waiver_rule_ids() { return ids; }

void apply_waivers(const Reconciliation& all, Findings& findings) {
  for (const auto& waiver : all.title.waivers) {
    if (waiver.date && all.as_of < *waiver.date) continue;  // not signed yet on that day
    apply(waiver, all, findings);
  }
}

}  // namespace gg
