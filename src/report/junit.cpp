#include "report/junit.h"

#include "report/markup.h"
#include "report/words.h"

#include <algorithm>
#include <cstdint>
#include <span>

#include <fmt/format.h>

namespace gg::report {
namespace {

std::string place_phrase(const Place& place) {
  return place.path.empty() ? std::string() : fmt::format("{} @ {}", place.path, place.offset);
}

/// Lines of a finding; each value has been made safe, the line feeds are ours.
std::string finding_text(const Finding& finding) {
  std::string text;
  const auto add = [&text](std::string_view name, std::string_view value) {
    if (!value.empty()) text += fmt::format("{}: {}\n", name, markup_text(value));
  };
  add("expected", finding.expected);
  add("found", finding.found);
  add("to do", finding.to_do);
  add("evidence", place_phrase(finding.where));
  add("clause", finding.clause);
  add("use", finding.use);
  add("waivable by", finding.waivable_by);
  add("id", finding.id);
  return text;
}

void put_findings(BufferedSink& out, std::span<const Finding* const> findings) {
  std::string notes;
  for (const auto* finding : findings) {
    if (counts_as_problem(finding)) {
      out.write(fmt::format(
          "    <failure type=\"{}\" message=\"{}\">{}</failure>\n", word_of(finding->severity),
          markup_text(finding->title + ": " + finding->found), finding_text(*finding)));
    } else if (finding->waiver) {
      notes += fmt::format("waived by {}: {} ({})\n", markup_text(finding->waiver->by),
                           markup_text(finding->title), markup_text(finding->waiver->reason));
    } else {
      notes += fmt::format("note: {}\n{}", markup_text(finding->title), finding_text(*finding));
    }
  }
  if (!notes.empty()) out.write("    <system-out>" + notes + "</system-out>\n");
}

void put_evidence(BufferedSink& out, const FileView& view) {
  std::string lines;
  for (const auto& evidence : view.file->evidence) {
    if (evidence.kind == EvidenceKind::Unreadable) {
      out.write(fmt::format("    <error type=\"unreadable\" message=\"{}\"/>\n",
                            markup_text(evidence.limits.empty() ? "unreadable" : evidence.limits)));
    } else if (evidence.kind != EvidenceKind::Absent) {
      lines += fmt::format("{}: {} {} {}\n", word_of(evidence.kind),
                           markup_text(claims_phrase(evidence)), markup_text(evidence.tool),
                           markup_text(place_phrase(evidence.where)));
    }
  }
  if (!lines.empty()) out.write("    <system-out>" + lines + "</system-out>\n");
}

/// Cases and failures as the head of the suite must state them before they come.
struct SuiteCounts {
  std::uint64_t tests = 0;
  std::uint64_t failures = 0;
  std::uint64_t errors = 0;
};

SuiteCounts count_suite(const ReportView& view) {
  SuiteCounts counts{.tests = view.files.size()};
  const auto fails = [](std::span<const Finding* const> findings) {
    return std::ranges::any_of(findings, counts_as_problem);
  };
  for (const auto& file : view.files) counts.failures += fails(file.findings) ? 1U : 0U;
  if (!view.general.empty()) {
    ++counts.tests;
    counts.failures += fails(view.general) ? 1U : 0U;
  }
  const auto is_unreadable = [](const FileView& file) {
    return std::ranges::any_of(file.file->evidence, [](const Evidence& evidence) {
      return evidence.kind == EvidenceKind::Unreadable;
    });
  };
  if (view.check == nullptr)
    counts.errors = static_cast<std::uint64_t>(std::ranges::count_if(view.files, is_unreadable));
  return counts;
}

void put_properties(BufferedSink& out, const ReportView& view, const Generator& generator) {
  const auto put = [&out](std::string_view name, std::string_view value) {
    out.write(fmt::format("    <property name=\"{}\" value=\"{}\"/>\n", name, markup_text(value)));
  };
  out.write("  <properties>\n");
  put("generator", generator.name + " " + generator.version);
  if (view.check != nullptr) {
    put("verdict", word_of(view.check->verdict));
    put("title", view.check->title_name);
    put("as_of", view.check->as_of);
    put("severities_source", view.check->severities_source);
    put("rulebooks", rulebooks_phrase(*view.check));
  }
  put("partial", view.scan.partial ? "true" : "false");
  put("summary", headline_of(view));
  out.write("  </properties>\n");
}

void open_case(BufferedSink& out, std::string_view suite, std::string_view name) {
  out.write(fmt::format("  <testcase classname=\"{}\" name=\"{}\" time=\"0\">\n", suite,
                        markup_text(name)));
}

}  // namespace

void write_junit(const ReportView& view, const Generator& generator, Sink& sink) {
  BufferedSink out(sink);
  const std::string_view suite = view.check == nullptr ? "goodgate.scan" : "goodgate.check";
  const auto counts = count_suite(view);
  const auto totals =
      fmt::format("name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" time=\"0\"", suite,
                  counts.tests, counts.failures, counts.errors);
  out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  out.write(fmt::format("<testsuites {}>\n <testsuite {} skipped=\"0\">\n", totals, totals));
  put_properties(out, view, generator);
  if (!view.general.empty()) {
    open_case(out, suite, "(title)");
    put_findings(out, view.general);
    out.write("  </testcase>\n");
  }
  for (const auto& file : view.files) {
    open_case(out, suite, file.file->path);
    if (view.check != nullptr) {
      put_findings(out, file.findings);
    } else {
      put_evidence(out, file);
    }
    out.write("  </testcase>\n");
  }
  out.write(" </testsuite>\n</testsuites>\n");
}

}  // namespace gg::report
