#include "gate/reconcile_rules.h"

#include <algorithm>
#include <array>

namespace gg {
namespace {

bool is_open(const Condition& condition, const Date& day) {
  return !condition.met || day < *condition.met;
}

/// Open past its day; a condition without a day is due at once.
bool is_overdue(const Condition& condition, const Date& day) {
  return is_open(condition, day) && (!condition.due || *condition.due <= day);
}

std::string scope_gap(const Approval& approval, const Title& title) {
  const auto& scope = approval.scope;
  if (!scope.title.empty() && scope.title != title.id) return "it is for the title " + scope.title;
  if (const auto gap = territories_missing(scope.territories, title.territories); !gap.empty())
    return "it does not reach " + in_words(gap);
  if (const auto gap = media_missing(scope.media, title.media); !gap.empty())
    return "it does not reach " + in_words(gap);
  return {};
}

/// What keeps an approval from standing for its use, as rule and words.
struct Trouble {
  std::string_view rule;
  std::string found;
};

std::vector<Trouble> troubles_of(const Approval& approval, const Reconciliation& all) {
  std::vector<Trouble> out;
  if (all.as_of < approval.date)
    out.push_back({"approval-not-in-force", "it begins on " + approval.date.text()});
  if (approval.voided && *approval.voided <= all.as_of)
    out.push_back({"approval-voided", "voided on " + approval.voided->text() +
                                          (approval.voided_why.empty() ? "" : ": ") +
                                          approval.voided_why});
  if (approval.expires && *approval.expires < all.as_of)
    out.push_back({"approval-expired", "expired on " + approval.expires->text()});
  if (auto gap = scope_gap(approval, all.title.title); !gap.empty())
    out.push_back({"approval-out-of-scope", std::move(gap)});
  for (const auto& condition : approval.conditions)
    if (is_overdue(condition, all.as_of))
      out.push_back({"approval-condition-open", "open: " + condition.text});
  return out;
}

/// How the approvals of one use stand.
struct Stand {
  std::vector<const Approval*> good;
  const Approval* nearest = nullptr;  ///< The one with the fewest troubles, the latest of equals.
  std::vector<Trouble> troubles;      ///< Of the nearest.
};

Stand stand_of(const Use& use, const Reconciliation& all) {
  Stand stand;
  for (const auto& approval : all.title.approvals) {
    if (approval.use != use.id) continue;
    auto troubles = troubles_of(approval, all);
    if (troubles.empty()) stand.good.push_back(&approval);
    const bool nearer =
        stand.nearest == nullptr || troubles.size() < stand.troubles.size() ||
        (troubles.size() == stand.troubles.size() && stand.nearest->date < approval.date);
    if (!nearer) continue;
    stand.nearest = &approval;
    stand.troubles = std::move(troubles);
  }
  return stand;
}

void check_missing_approvals(const Reconciliation& all, std::string_view rule, Findings& findings) {
  for (const auto& found : all.uses) {
    if (found.decision.outcome != Outcome::Approve) continue;
    if (stand_of(*found.use, all).nearest != nullptr) continue;
    findings.add(rule, {.use = found.use->id,
                        .clause = found.decision.clause,
                        .expected = "a written approval (" + found.decision.why + ")",
                        .found = "none; in " + in_words(found.files)});
  }
}

/// Tells the troubles of one rule, where no approval of the use is free of trouble.
void check_troubles(const Reconciliation& all, std::string_view rule, Findings& findings) {
  for (const auto& found : all.uses) {
    if (found.decision.outcome != Outcome::Approve) continue;
    const auto stand = stand_of(*found.use, all);
    if (!stand.good.empty()) continue;
    for (const auto& trouble : stand.troubles)
      if (trouble.rule == rule)
        findings.add(rule, {.use = found.use->id,
                            .subject = stand.nearest->id + "/" + trouble.found,
                            .expected = "an approval that holds on " + all.as_of.text(),
                            .found = "approval " + stand.nearest->id + ": " + trouble.found +
                                     "; use in " + in_words(found.files)});
  }
}

/// Territory, media and title as a trouble; files one by one.
void check_scope(const Reconciliation& all, std::string_view rule, Findings& findings) {
  check_troubles(all, rule, findings);
  for (const auto& found : all.uses) {
    if (found.decision.outcome != Outcome::Approve) continue;
    const auto stand = stand_of(*found.use, all);
    if (stand.good.empty()) continue;
    for (const auto* file : found.files) {
      const auto reaches = [file](const Approval* one) {
        return one->scope.files.empty() ||
               std::ranges::any_of(one->scope.files, [file](const PathPattern& pattern) {
                 return pattern.matches(file->report->path);
               });
      };
      if (std::ranges::any_of(stand.good, reaches)) continue;
      findings.add(rule, {.file = file->report->path,
                          .use = found.use->id,
                          .expected = "an approval that reaches this file",
                          .found = "approval " + stand.nearest->id + " is for other files"});
    }
  }
}

void check_ahead(const Reconciliation& all, std::string_view rule, Findings& findings) {
  for (const auto& found : all.uses)
    for (const auto* approval : stand_of(*found.use, all).good)
      for (const auto& condition : approval->conditions)
        if (is_open(condition, all.as_of))
          findings.add(rule, {.use = found.use->id,
                              .subject = approval->id + "/" + condition.text,
                              .expected = condition.text + ", by " + condition.due->text(),
                              .found = "not met yet"});
}

void check_after_work(const Reconciliation& all, std::string_view rule, Findings& findings) {
  for (const auto& found : all.uses) {
    if (found.decision.outcome != Outcome::Approve) continue;
    const auto good = stand_of(*found.use, all).good;
    if (good.empty()) continue;
    const auto first = (*std::ranges::min_element(good, {}, &Approval::date))->date;
    for (const auto* file : found.files) {
      const auto made = generation_date(*file, *found.use);
      if (!made || first <= *made) continue;
      findings.add(rule,
                   {.file = file->report->path,
                    .use = found.use->id,
                    .expected = "approval before work starts",
                    .found = "generated on " + made->text() + ", approved on " + first.text()});
    }
  }
}

constexpr std::array approval_table = {
    Rule{"approval-missing", check_missing_approvals},
    Rule{"approval-not-in-force", check_troubles},
    Rule{"approval-expired", check_troubles},
    Rule{"approval-voided", check_troubles},
    Rule{"approval-out-of-scope", check_scope},
    Rule{"approval-condition-open", check_troubles},
    Rule{"approval-condition-ahead", check_ahead},
    Rule{"approval-after-work", check_after_work},
};

}  // namespace

std::span<const Rule> approval_rules() { return approval_table; }

}  // namespace gg
