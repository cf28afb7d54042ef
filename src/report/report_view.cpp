#include "report/report_view.h"

#include "base/check.h"
#include "report/words.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <unordered_map>

#include <fmt/format.h>

namespace gg::report {
namespace {

bool claims_capture(const Evidence& evidence) {
  return gg::counts(evidence) &&
         (evidence.kind == EvidenceKind::Camera ||
          std::ranges::find(evidence.claims, Claim::Captured) != evidence.claims.end());
}

void count_reading(Counts& counts, Reading reading) {
  ++counts.files;
  switch (reading) {
    case Reading::Ai:
      ++counts.ai;
      break;
    case Reading::Unreadable:
      ++counts.unreadable;
      break;
    case Reading::Captured:
      ++counts.captured;
      break;
    case Reading::Other:
      ++counts.other;
      break;
    case Reading::Nothing:
      ++counts.nothing;
      break;
  }
}

void count_finding(Counts& counts, const Finding& finding) {
  if (finding.waiver) {
    ++counts.waived;
    return;
  }
  switch (finding.severity) {
    case Severity::Fail:
      ++counts.fails;
      break;
    case Severity::Hold:
      ++counts.holds;
      break;
    case Severity::Note:
      ++counts.notes;
      break;
  }
}

std::string scan_headline(const ReportView& view) {
  const auto& counts = view.counts;
  auto text = counts.ai == 0 ? fmt::format("No generative-AI evidence in {}",
                                           counted(counts.files, "file", "files"))
                             : fmt::format("Generative-AI evidence in {} of {}", counts.ai,
                                           counted(counts.files, "file", "files"));
  if (counts.unreadable != 0) text += fmt::format(", {} unreadable", counts.unreadable);
  return text;
}

/// The file of each use that is in one file only: what is found of the use stands best beside it.
std::unordered_map<std::string_view, std::string_view> only_file_of_each_use(
    const CheckReport& report) {
  std::unordered_map<std::string_view, std::string_view> only;
  for (std::size_t index = 0; index < report.files.size(); ++index) {
    for (const auto& use : report.files[index].uses) {
      const auto [known, added] = only.emplace(use, report.scan.files[index].path);
      if (!added) known->second = {};
    }
  }
  std::erase_if(only, [](const auto& one) { return one.second.empty(); });
  return only;
}

}  // namespace

Reading reading_of(const FileReport& file) {
  auto reading = Reading::Nothing;
  for (const auto& evidence : file.evidence) {
    auto own = Reading::Other;
    if (claims_ai(evidence)) {
      own = Reading::Ai;
    } else if (evidence.kind == EvidenceKind::Unreadable) {
      own = Reading::Unreadable;
    } else if (claims_capture(evidence)) {
      own = Reading::Captured;
    } else if (evidence.kind == EvidenceKind::Absent) {
      own = Reading::Nothing;
    }
    reading = std::min(reading, own);
  }
  return reading;
}

ReportView::ReportView(const ScanReport& report) : scan(report) { add_files(); }

ReportView::ReportView(const CheckReport& report) : scan(report.scan), check(&report) {
  GG_CHECK(report.files.size() == report.scan.files.size());
  add_files();
  std::unordered_map<std::string_view, std::size_t> index_of;
  if (!report.findings.empty()) {
    index_of.reserve(files.size());
    for (std::size_t index = 0; index < files.size(); ++index)
      index_of.emplace(files[index].file->path, index);
  }
  const auto only_files = only_file_of_each_use(report);
  for (const auto& finding : report.findings) {
    count_finding(counts, finding);
    auto found = index_of.find(finding.file);
    if (const auto only = only_files.find(finding.use);
        finding.file.empty() && only != only_files.end())
      found = index_of.find(only->second);
    auto& list = found == index_of.end() ? general : files[found->second].findings;
    list.push_back(&finding);
  }
}

void ReportView::add_files() {
  files.reserve(scan.files.size());
  for (std::size_t index = 0; index < scan.files.size(); ++index) {
    const auto& file = scan.files[index];
    const auto* checked = check == nullptr ? nullptr : &check->files[index];
    files.push_back(
        {.file = &file, .checked = checked, .reading = reading_of(file), .findings = {}});
    count_reading(counts, files.back().reading);
  }
}

bool counts_as_problem(const Finding* finding) {
  return !finding->waiver && finding->severity != Severity::Note;
}

bool has_problem(const FileView& view) {
  return std::ranges::any_of(view.findings, counts_as_problem);
}

bool says_state(const Evidence& evidence) {
  return evidence.kind != EvidenceKind::Unreadable && evidence.state != State::Valid &&
         evidence.state != State::NotStated;
}

std::string headline_of(const ReportView& view) {
  if (view.check == nullptr) return scan_headline(view);
  const auto& counts = view.counts;
  std::string text;
  const auto add = [&text](std::string_view part) {
    if (!text.empty()) text += ", ";
    text += part;
  };
  if (counts.fails != 0) add(counted(counts.fails, "finding fails", "findings fail"));
  if (counts.holds != 0) add(counted(counts.holds, "finding holds", "findings hold"));
  if (counts.notes != 0) add(counted(counts.notes, "note", "notes"));
  if (counts.waived != 0) add(fmt::format("{} waived", counts.waived));
  if (text.empty()) text = "No findings";
  return text + " in " + counted(counts.files, "file", "files");
}

std::string rulebooks_phrase(const CheckReport& check) {
  std::string text;
  for (const auto& book : check.rulebooks)
    text += (text.empty() ? "" : ", ") + book.id + " " + book.version;
  return text;
}

std::string counted(std::uint64_t count, std::string_view singular, std::string_view plural) {
  return fmt::format("{} {}", count, count == 1 ? singular : plural);
}

std::string size_phrase(std::uint64_t size_bytes) {
  if (size_bytes < 1000) return counted(size_bytes, "byte", "bytes");
  constexpr std::array units{"kB", "MB", "GB", "TB", "PB", "EB"};
  auto amount = static_cast<double>(size_bytes) / 1000;
  std::size_t unit = 0;
  while (amount >= 999.5 && unit + 1 < units.size()) {
    amount /= 1000;
    ++unit;
  }
  return amount < 9.95 ? fmt::format("{:.1f} {}", amount, units.at(unit))
                       : fmt::format("{:.0f} {}", amount, units.at(unit));
}

std::string claims_phrase(const Evidence& evidence) {
  std::string text;
  for (const auto claim : evidence.claims) {
    if (!text.empty()) text += ", ";
    text += phrase_of(claim);
  }
  return text;
}

}  // namespace gg::report
