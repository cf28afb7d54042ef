#include "gate/reconcile_rules.h"

#include <algorithm>
#include <array>
#include <set>

namespace gg {
namespace {

/// The row that claims a file of a factual title to be real, or null.
const ArchiveRow* real_claim(const Reconciliation& all, const Delivered& file) {
  if (!all.title.title.factual) return nullptr;
  for (const auto* row : file.rows)
    if (claims_real(row->claimed_as)) return row;
  return nullptr;
}

std::string claim_text(const ArchiveRow& row) {
  std::string text = row.where + " claims ";
  text += word_of(claimed_as_words, row.claimed_as);
  if (!row.claim.empty()) text += " (" + row.claim + ")";
  return text;
}

/// Why a file is not what its row claims; empty when nothing says so.
std::string contradiction(const Delivered& file) {
  if (const auto* evidence = file.ai_evidence()) return in_words(*evidence);
  if (const auto* asset = file.generated_asset())
    return "registered as generated, for the use " + asset->use;
  return {};
}

/// Why a file may not be what its row claims; empty when nothing says so.
std::string doubt(const Reconciliation& all, const Delivered& file) {
  const auto& codes = all.book.unclear_source_types;
  for (const auto* one : file.evidence) {
    const bool enhanced = std::ranges::find(one->claims, Claim::Enhanced) != one->claims.end();
    const bool unclear = std::ranges::find(codes, one->source_type) != codes.end();
    if (failed_credential(*one)) return "its content credential does not hold";
    if (enhanced || unclear) return in_words(*one);
  }
  if (!file.covers.empty())
    return "the use " + file.covers.front().use->id + " is declared for this file";
  return {};
}

void check_contradicted(const Reconciliation& all, std::string_view rule, Findings& findings) {
  for (const auto& file : all.files) {
    const auto* row = real_claim(all, file);
    auto found = row == nullptr ? std::string() : contradiction(file);
    if (found.empty()) continue;
    const auto* evidence = file.ai_evidence();
    findings.add(rule, {.file = file.report->path,
                        .where = evidence == nullptr ? Place() : evidence->where,
                        .use = file.covers.empty() ? "" : file.covers.front().use->id,
                        .expected = "real material: " + claim_text(*row),
                        .found = std::move(found)});
  }
}

void check_unclear_row(const Reconciliation& all, std::string_view rule, Findings& findings) {
  for (const auto& file : all.files) {
    const auto* row = real_claim(all, file);
    if (row == nullptr || !contradiction(file).empty()) continue;
    auto found = doubt(all, file);
    if (found.empty()) continue;
    findings.add(rule, {.file = file.report->path,
                        .use = file.covers.empty() ? "" : file.covers.front().use->id,
                        .expected = "real material: " + claim_text(*row),
                        .found = std::move(found)});
  }
}

void check_unmatched(const Reconciliation& all, std::string_view rule, Findings& findings) {
  std::set<const ArchiveRow*> matched;
  for (const auto& file : all.files) matched.insert(file.rows.begin(), file.rows.end());
  for (const auto& row : all.title.archive_rows)
    if (!matched.contains(&row))
      findings.add(rule, {.subject = row.file,
                          .expected = row.file + ", named in " + row.where,
                          .found = "no such file in the delivery"});
}

constexpr std::array archive_table = {
    Rule{"archive-contradicted", check_contradicted},
    Rule{"archive-unclear", check_unclear_row},
    Rule{"archive-row-unmatched", check_unmatched},
};

}  // namespace

std::span<const Rule> archive_rules() { return archive_table; }

}  // namespace gg
