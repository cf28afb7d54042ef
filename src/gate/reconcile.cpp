#include "gate/reconcile.h"

#include "base/check.h"
#include "base/sha256.h"
#include "gate/reconcile_rules.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace gg {
namespace {

using Family = std::span<const Rule> (*)();
constexpr std::array<Family, 10> families = {
    scan_rules,     evidence_rules, asset_rules,   duty_rules,    use_rules,
    approval_rules, consent_rules,  licence_rules, archive_rules, disclosure_rules};

/// Twelve digits that stay the same while rule, file, use and subject do. A digest, so that no file
/// can be named to take the id of a finding that was waived.
std::string id_digits(std::string_view rule, const Told& told) {
  constexpr std::size_t digits = 12;
  std::string text;
  for (const auto part : {rule, std::string_view(told.file), std::string_view(told.use),
                          std::string_view(told.subject)}) {
    text += part;
    text += '\0';
  }
  return sha256_of(text).hex().substr(0, digits);
}

std::string waivers_in_words(const std::vector<std::string>& capacities) {
  std::string out;
  for (std::size_t index = 0; index < capacities.size(); ++index) {
    if (index != 0) out += index + 1 == capacities.size() ? " or " : ", ";
    out += capacities[index];
  }
  return out;
}

Verdict verdict_of(const std::vector<Finding>& findings) {
  auto worst = Verdict::Pass;
  for (const auto& finding : findings) {
    if (finding.waiver) continue;
    if (finding.severity == Severity::Fail) return Verdict::Fail;
    if (finding.severity == Severity::Hold) worst = Verdict::Hold;
  }
  return worst;
}

bool is_captured(const Evidence& evidence) {
  if (!counts(evidence)) return false;
  return evidence.kind == EvidenceKind::Camera ||
         std::ranges::find(evidence.claims, Claim::Captured) != evidence.claims.end();
}

Standing standing_without_findings(const Delivered& file) {
  if (file.has_ai_evidence() || (!file.covers.empty() && file.generated_asset() != nullptr))
    return Standing::Covered;
  const auto captured = [](const Evidence* one) { return is_captured(*one); };
  return std::ranges::any_of(file.evidence, captured) ? Standing::Captured : Standing::NoEvidence;
}

/// Which findings are about a file: those that name it, and those about a use it is covered by.
using FindingsBy = std::map<std::string_view, std::vector<const Finding*>>;

CheckedFile stand(const Delivered& file, const FindingsBy& by_file, const FindingsBy& by_use) {
  CheckedFile out{file.report->path, standing_without_findings(file), {}, {}};
  auto worst = Severity::Note;
  const auto take = [&out, &worst](const FindingsBy& index, std::string_view key) {
    const auto found = index.find(key);
    if (found == index.end()) return;
    for (const auto* finding : found->second) {
      out.findings.push_back(finding->id);
      if (!finding->waiver) worst = std::max(worst, finding->severity);
    }
  };
  take(by_file, out.path);
  for (const auto& cover : file.covers) {
    out.uses.push_back(cover.use->id);
    take(by_use, cover.use->id);
  }
  if (worst == Severity::Hold) out.standing = Standing::Held;
  if (worst == Severity::Fail) out.standing = Standing::Failed;
  return out;
}

std::vector<CheckedFile> stand_all(const Reconciliation& all,
                                   const std::vector<Finding>& findings) {
  FindingsBy by_file;
  FindingsBy by_use;
  for (const auto& finding : findings) {
    if (!finding.file.empty())
      by_file[finding.file].push_back(&finding);
    else if (!finding.use.empty())
      by_use[finding.use].push_back(&finding);
  }
  std::vector<CheckedFile> out;
  out.reserve(all.files.size());
  for (const auto& file : all.files) out.push_back(stand(file, by_file, by_use));
  return out;
}

}  // namespace

Findings::Findings(const Reconciliation& all) : book_(all.book) {
  for (const auto& change : all.title.severities)
    if (const auto severity = value_of(severity_words, change.severity))
      changes_.emplace_back(change.rule, *severity);
}

void Findings::add(std::string_view rule, Told told) {
  const auto* text = book_.find(rule);
  GG_CHECK(text != nullptr);  // parse_gate_book has looked that every rule has its row
  Finding finding;
  finding.id = std::string(rule) + ":" + id_digits(rule, told);
  if (!ids_.insert(finding.id).second) return;
  finding.rule = rule;
  finding.title = text->heading;
  finding.severity = text->severity;
  for (const auto& [changed, severity] : changes_)
    if (changed == rule) finding.severity = severity;
  finding.clause = told.clause.empty() ? text->clause : std::move(told.clause);
  finding.file = std::move(told.file);
  finding.where = std::move(told.where);
  finding.use = std::move(told.use);
  finding.expected = std::move(told.expected);
  finding.found = std::move(told.found);
  finding.to_do = text->to_do;
  finding.waivable_by = waivers_in_words(text->waivable_by);
  findings_.push_back(std::move(finding));
}

std::vector<std::string_view> rule_ids() {
  std::vector<std::string_view> ids;
  for (const auto family : families)
    for (const auto& rule : family()) ids.push_back(rule.id);
  const auto waivers = waiver_rule_ids();
  ids.insert(ids.end(), waivers.begin(), waivers.end());
  return ids;
}

CheckReport check(ScanReport scan, const TitleFile& title, Date as_of, const GateBook& book) {
  CheckReport report;
  report.scan = std::move(scan);
  report.title_id = title.title.id;
  report.title_name = title.title.name;
  report.as_of = as_of.text();
  report.severities_source = book.source_name();
  for (const auto& file : title.books->books())
    report.rulebooks.push_back({file->book.id, file->book.version, file->sha256.hex()});
  const auto all = line_up(report.scan, title, as_of, book);
  Findings findings(all);
  for (const auto family : families)
    for (const auto& rule : family()) rule.check(all, rule.id, findings);
  apply_waivers(all, findings);
  report.findings = std::move(findings.all());
  std::ranges::sort(report.findings, [](const Finding& left, const Finding& right) {
    return std::tie(right.severity, left.file, left.id) <
           std::tie(left.severity, right.file, right.id);
  });
  report.verdict = verdict_of(report.findings);
  report.files = stand_all(all, report.findings);
  return report;
}

}  // namespace gg
