#include "base/text.h"
#include "gate/reconcile_rules.h"

#include <algorithm>
#include <array>

namespace gg {
namespace {

template <class Tell>
void for_each_licence(const Reconciliation& all, Tell tell) {
  for (const auto& found : all.uses)
    for (const auto& licence : all.title.licences)
      if (std::ranges::find(found.use->licences, licence.id) != found.use->licences.end())
        tell(found, licence);
}

/// The licence of the archive a row names as its source.
const Licence* licence_of(const ArchiveRow& row, const TitleFile& title) {
  if (row.source.empty()) return nullptr;
  for (const auto& licence : title.licences)
    if (equals_ignoring_case(licence.holder, row.source)) return &licence;
  return nullptr;
}

void check_forbids(const Reconciliation& all, std::string_view rule, Findings& findings) {
  const auto expected = [](const Licence& licence) {
    return "no AI alteration of " + licence.work +
           (licence.holder.empty() ? "" : " (" + licence.holder + ")");
  };
  for_each_licence(all, [&](const FoundUse& found, const Licence& licence) {
    if (licence.ai_alteration != AiAlteration::Forbidden) return;
    findings.add(rule, {.use = found.use->id,
                        .subject = licence.id,
                        .expected = expected(licence),
                        .found = found.use->summary + ", in " + in_words(found.files)});
  });
  for (const auto& file : all.files) {
    const auto* evidence = file.ai_evidence();
    if (evidence == nullptr) continue;
    for (const auto* row : file.rows) {
      const auto* licence = licence_of(*row, all.title);
      if (licence == nullptr || licence->ai_alteration != AiAlteration::Forbidden) continue;
      findings.add(rule, {.file = file.report->path,
                          .where = evidence->where,
                          .subject = licence->id,
                          .expected = expected(*licence),
                          .found = in_words(*evidence) + "; source as in " + row->where});
    }
  }
}

void check_review(const Reconciliation& all, std::string_view rule, Findings& findings) {
  for_each_licence(all, [&](const FoundUse& found, const Licence& licence) {
    if (licence.ai_alteration != AiAlteration::Review) return;
    if (licence.review && licence.review->date <= all.as_of) return;
    findings.add(
        rule,
        {.use = found.use->id,
         .subject = licence.id,
         .expected = "the review of " + (licence.holder.empty() ? licence.work : licence.holder),
         .found = licence.review ? "a review dated " + licence.review->date.text() : "no review"});
  });
}

void check_expired(const Reconciliation& all, std::string_view rule, Findings& findings) {
  for_each_licence(all, [&](const FoundUse& found, const Licence& licence) {
    if (!licence.expires || all.as_of <= *licence.expires) return;
    findings.add(rule, {.use = found.use->id,
                        .subject = licence.id,
                        .expected = "a licence of " + licence.work + " that is in force",
                        .found = "expired on " + licence.expires->text()});
  });
}

/// A rulebook asks for permissions and the use names none.
void check_missing_licences(const Reconciliation& all, std::string_view rule, Findings& findings) {
  for (const auto& found : all.uses) {
    const auto* owed = found.decision.owes(rulebook::DutyEvidence::Licence);
    if (owed == nullptr || !found.use->licences.empty()) continue;
    findings.add(rule, {.use = found.use->id,
                        .clause = owed->clause,
                        .expected = "a licence: " + owed->duty->what,
                        .found = "none linked from the use; in " + in_words(found.files)});
  }
}

constexpr std::array licence_table = {
    Rule{"licence-missing", check_missing_licences},
    Rule{"licence-forbids", check_forbids},
    Rule{"licence-review-missing", check_review},
    Rule{"licence-expired", check_expired},
};

}  // namespace

std::span<const Rule> licence_rules() { return licence_table; }

}  // namespace gg
