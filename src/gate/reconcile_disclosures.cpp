#include "gate/reconcile_rules.h"

#include <algorithm>
#include <array>

namespace gg {
namespace {

rulebook::DutyEvidence evidence_of(DutyKind kind) {
  switch (kind) {
    case DutyKind::Credit:
      return rulebook::DutyEvidence::Credit;
    case DutyKind::CueSheet:
      return rulebook::DutyEvidence::CueSheet;
    case DutyKind::Mark:
      return rulebook::DutyEvidence::Mark;
    case DutyKind::Notice:
      return rulebook::DutyEvidence::Notice;
  }
  return rulebook::DutyEvidence::Record;
}

/// Asked by the use itself, or by a row of a rulebook in force.
bool asks(const FoundUse& found, DutyKind kind) {
  if (std::ranges::find(found.use->disclose, kind) != found.use->disclose.end()) return true;
  return found.decision.owes(evidence_of(kind)) != nullptr;
}

/// The row that asks; empty where the use itself does.
std::string clause_of(const FoundUse& found, DutyKind kind) {
  const auto* owed = found.decision.owes(evidence_of(kind));
  return owed == nullptr ? std::string() : owed->clause;
}

/// Whether a disclosure of this kind is there for the use, and for the file where one is given.
bool is_disclosed(const Reconciliation& all, const Use& use, DutyKind kind,
                  std::string_view path = {}) {
  return std::ranges::any_of(all.title.disclosures, [&](const Disclosure& one) {
    return one.use == use.id && one.kind == kind &&
           (path.empty() || one.file.empty() || ends_with_parts(path, one.file));
  });
}

void check_for_use(const Reconciliation& all, std::string_view rule, DutyKind kind,
                   Findings& findings) {
  for (const auto& found : all.uses)
    if (asks(found, kind) && !is_disclosed(all, *found.use, kind))
      findings.add(rule, {.use = found.use->id,
                          .clause = clause_of(found, kind),
                          .expected = "disclose: " + std::string(word_of(duty_words, kind)),
                          .found = "none; use in " + in_words(found.files)});
}

void check_credit(const Reconciliation& all, std::string_view rule, Findings& findings) {
  check_for_use(all, rule, DutyKind::Credit, findings);
}

void check_notice(const Reconciliation& all, std::string_view rule, Findings& findings) {
  check_for_use(all, rule, DutyKind::Notice, findings);
}

void check_cue_sheet(const Reconciliation& all, std::string_view rule, Findings& findings) {
  for (const auto& found : all.uses) {
    if (!asks(found, DutyKind::CueSheet)) continue;
    for (const auto* file : found.files)
      if (!is_disclosed(all, *found.use, DutyKind::CueSheet, file->report->path))
        findings.add(rule, {.file = file->report->path,
                            .use = found.use->id,
                            .clause = clause_of(found, DutyKind::CueSheet),
                            .expected = "a cue-sheet row for this file",
                            .found = "none"});
  }
}

/// A mark in the file itself that says that AI made or altered it.
bool is_marked(const FileReport& report) {
  return std::ranges::any_of(report.evidence, [](const Evidence& one) {
    const bool marks = one.kind == EvidenceKind::Label || one.kind == EvidenceKind::Watermark ||
                       one.kind == EvidenceKind::SourceType || one.kind == EvidenceKind::Credential;
    return marks && claims_ai(one);
  });
}

void check_mark(const Reconciliation& all, std::string_view rule, Findings& findings) {
  for (const auto& found : all.uses) {
    if (!asks(found, DutyKind::Mark)) continue;
    for (const auto* file : found.files)
      if (!is_marked(*file->report) &&
          !is_disclosed(all, *found.use, DutyKind::Mark, file->report->path))
        findings.add(rule, {.file = file->report->path,
                            .use = found.use->id,
                            .clause = clause_of(found, DutyKind::Mark),
                            .expected = "a label, watermark, source type or content credential",
                            .found = "no mark in the file and none declared"});
  }
}

constexpr std::array disclosure_table = {
    Rule{"credit-missing", check_credit},
    Rule{"cue-sheet-row-missing", check_cue_sheet},
    Rule{"mark-missing", check_mark},
    Rule{"audience-notice-missing", check_notice},
};

}  // namespace

std::span<const Rule> disclosure_rules() { return disclosure_table; }

}  // namespace gg
