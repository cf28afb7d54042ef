#include "gate/reconcile_rules.h"

#include <algorithm>
#include <array>

namespace gg {
namespace {

bool is_unreadable(const Delivered& file) {
  return std::ranges::any_of(file.report->evidence, [](const Evidence& one) {
    return one.kind == EvidenceKind::Unreadable;
  });
}

void check_unreadable(const Reconciliation& all, std::string_view rule, Findings& findings) {
  for (const auto& file : all.files) {
    if (!is_unreadable(file) && file.report->sha256) continue;
    std::string why = "it could not be read to its end";
    Place where;
    if (!file.report->faults.empty()) {
      why = file.report->faults.back().text;
      where = file.report->faults.back().where;
    }
    findings.add(rule, {.file = file.report->path,
                        .where = std::move(where),
                        .expected = "a file that can be read whole",
                        .found = std::move(why)});
  }
}

void check_partly_read(const Reconciliation& all, std::string_view rule, Findings& findings) {
  for (const auto& file : all.files) {
    const auto& faults = file.report->faults;
    if (faults.empty() || is_unreadable(file) || !file.report->sha256) continue;
    auto found = faults.front().text + " in " + faults.front().where.path;
    if (faults.size() > 1) found += ", and " + std::to_string(faults.size() - 1) + " more";
    findings.add(rule, {.file = file.report->path,
                        .where = faults.front().where,
                        .expected = "metadata that can be read whole",
                        .found = std::move(found)});
  }
}

void check_not_entered(const Reconciliation& all, std::string_view rule, Findings& findings) {
  for (const auto& trouble : all.scan.troubles)
    findings.add(rule, {.file = trouble.path,
                        .expected = "every folder and file of the delivery open to the scan",
                        .found = trouble.why});
}

void check_partial(const Reconciliation& all, std::string_view rule, Findings& findings) {
  if (!all.scan.partial) return;
  findings.add(rule, {.expected = "a scan of the whole delivery",
                      .found = "the scan was interrupted with " +
                               std::to_string(all.scan.files_not_reached) + " files not reached"});
}

void check_empty(const Reconciliation& all, std::string_view rule, Findings& findings) {
  if (!all.files.empty() || all.scan.partial) return;
  findings.add(rule, {.expected = "at least one file", .found = "no file in the delivery"});
}

void check_type(const Reconciliation& all, std::string_view rule, Findings& findings) {
  for (const auto& file : all.files)
    if (file.report->extension_mismatch)
      findings.add(rule,
                   {.file = file.report->path,
                    .expected = "an extension that fits the content",
                    .found = "the content is " + std::string(facts_of(file.report->format).name)});
}

constexpr std::array scan_table = {
    Rule{"unreadable", check_unreadable},   Rule{"partly-read", check_partly_read},
    Rule{"not-entered", check_not_entered}, Rule{"scan-partial", check_partial},
    Rule{"empty-delivery", check_empty},    Rule{"type-mismatch", check_type},
};

}  // namespace

std::span<const Rule> scan_rules() { return scan_table; }

}  // namespace gg
