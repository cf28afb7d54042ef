#include "report/terminal.h"

#include "base/text.h"
#include "report/hashing.h"
#include "report/prompt.h"
#include "report/safe_text.h"
#include "report/terminal_lines.h"
#include "report/words.h"

#include <algorithm>

#include <fmt/format.h>

namespace gg::report {
namespace {

Tone tone_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::Pass:
      return Tone::Good;
    case Verdict::Hold:
      return Tone::Warning;
    case Verdict::Fail:
      return Tone::Bad;
  }
  return Tone::Plain;
}

Tone tone_of(Severity severity) {
  switch (severity) {
    case Severity::Note:
      return Tone::Dim;
    case Severity::Hold:
      return Tone::Warning;
    case Severity::Fail:
      return Tone::Bad;
  }
  return Tone::Plain;
}

std::string upper(std::string_view word) {
  std::string out(word);
  for (auto& letter : out)
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  return out;
}

std::string place_phrase(const Place& place) {
  return place.path.empty()
             ? std::string()
             : fmt::format("{} @ {} (0x{:X})", place.path, place.offset, place.offset);
}

void put_banner(TerminalLines& lines, const ReportView& view) {
  if (view.check == nullptr) {
    const auto tone = view.counts.ai == 0 ? Tone::Strong : Tone::Warning;
    lines.line(0, tone, headline_of(view), "");
  } else {
    lines.line(0, tone_of(view.check->verdict), upper(word_of(view.check->verdict)),
               fmt::format("{}: {}", view.check->title_name, headline_of(view)));
  }
  if (view.scan.partial)
    lines.line(0, Tone::Bad, "PARTIAL",
               view.scan.files_not_reached == 0
                   ? std::string("interrupted: not every file was read")
                   : fmt::format("interrupted: {} not read",
                                 counted(view.scan.files_not_reached, "file", "files")));
}

void put_finding(TerminalLines& lines, const Finding& finding) {
  const auto word = finding.waiver ? std::string("waived") : std::string(word_of(finding.severity));
  lines.line(2, finding.waiver ? Tone::Dim : tone_of(finding.severity), word, finding.title);
  lines.entry(6, "expected", finding.expected);
  lines.entry(6, "found", finding.found);
  if (finding.waiver) {
    const auto& waiver = *finding.waiver;
    lines.entry(6, "waived by",
                waiver.by + ": " + waiver.reason +
                    (waiver.expires.empty() ? "" : ", until " + waiver.expires));
  } else {
    lines.entry(6, "to do", finding.to_do);
  }
  lines.entry(6, "evidence", place_phrase(finding.where));
  lines.entry(6, "clause", finding.clause);
  if (!finding.waiver) lines.entry(6, "waiver by", finding.waivable_by);
}

void put_prompt(TerminalLines& lines, const Evidence& evidence, Prompts prompts) {
  if (evidence.prompt.empty()) return;
  const auto text =
      prompts == Prompts::Clear
          ? evidence.prompt
          : fmt::format("not shown, {}, sha256 {}",
                        counted(characters_in(evidence.prompt), "character", "characters"),
                        sha256_of(evidence.prompt).hex());
  lines.entry(6, "prompt", text);
}

void put_evidence(TerminalLines& lines, const Evidence& evidence, Prompts prompts) {
  auto heading = std::string(phrase_of(evidence.kind));
  const auto add = [&heading](std::string_view part) {
    if (!part.empty()) heading += fmt::format(", {}", part);
  };
  add(evidence.kind == EvidenceKind::Absent || evidence.kind == EvidenceKind::Unreadable
          ? std::string()
          : claims_phrase(evidence));
  if (says_state(evidence)) add(phrase_of(evidence.state));
  const bool is_ai = claims_ai(evidence);
  lines.line(2, is_ai ? Tone::Warning : Tone::Plain, is_ai ? "AI" : "--", heading);
  lines.entry(6, "tool", evidence.tool);
  lines.entry(6, "model", evidence.model);
  lines.entry(6, "when", evidence.when);
  lines.entry(6, "type", evidence.source_type);
  put_prompt(lines, evidence, prompts);
  if (evidence.kind != EvidenceKind::Absent && evidence.kind != EvidenceKind::Unreadable)
    lines.entry(6, "strength", phrase_of(evidence.strength));
  if (evidence.credential)
    for (const auto& [name, text] : rows_of(*evidence.credential))
      lines.entry(6, ascii_lower(name), text);
  lines.entry(6, "where", place_phrase(evidence.where));
  lines.entry(6, "limits", evidence.limits);
}

void put_faults(TerminalLines& lines, const FileReport& file) {
  for (const auto& fault : file.faults)
    lines.entry(6, fmt::format("fault {}", fault.number),
                fmt::format("{}, {}", fault.text, place_phrase(fault.where)));
}

std::string file_phrase(const FileReport& file) {
  auto text = std::string(facts_of(file.format).name);
  if (file.picture)
    text += fmt::format(", {} x {}", file.picture->width_pixels, file.picture->height_pixels);
  text += ", " + size_phrase(file.size_bytes);
  if (file.extension_mismatch) text += ", name says another format";
  return text;
}

bool is_listed(const FileView& view, Listed listed) {
  if (listed == Listed::All || !view.findings.empty()) return true;
  return view.checked == nullptr &&
         (view.reading != Reading::Nothing || !view.file->faults.empty());
}

void put_file(TerminalLines& lines, const FileView& view, const TerminalOptions& options) {
  lines.blank();
  lines.line(0, Tone::Strong, view.file->path, "");
  auto facts = file_phrase(*view.file);
  if (view.checked != nullptr) facts += fmt::format(", {}", phrase_of(view.checked->standing));
  lines.line(2, Tone::Dim, facts, "");
  for (const auto* finding : view.findings) put_finding(lines, *finding);
  if (view.checked != nullptr && options.listed == Listed::WithSomething) return;
  for (const auto& evidence : view.file->evidence) put_evidence(lines, evidence, options.prompts);
  put_faults(lines, *view.file);
}

void put_totals(TerminalLines& lines, const ReportView& view) {
  const auto& counts = view.counts;
  lines.blank();
  lines.entry(0, "files", fmt::format("{}, {}", counts.files, size_phrase(view.scan.size_bytes)));
  lines.entry(
      0, "evidence",
      fmt::format("{} generative AI, {} capture, {} other, {} nothing stated, {} unreadable",
                  counts.ai, counts.captured, counts.other, counts.nothing, counts.unreadable));
  if (view.check != nullptr) {
    lines.entry(0, "findings",
                fmt::format("{} fail, {} hold, {} note, {} waived", counts.fails, counts.holds,
                            counts.notes, counts.waived));
    lines.entry(0, "judged",
                fmt::format("as of {}, severities from {}", view.check->as_of,
                            view.check->severities_source));
    lines.entry(0, "decided", "by " + rulebooks_phrase(*view.check));
  }
  if (counts.nothing != 0)
    lines.line(0, Tone::Dim, "A file in which nothing is stated may still be made with AI.", "");
}

void put_general(TerminalLines& lines, const ReportView& view) {
  if (view.general.empty()) return;
  lines.blank();
  lines.line(0, Tone::Strong, "The title as a whole", "");
  for (const auto* finding : view.general) {
    put_finding(lines, *finding);
    lines.entry(6, "file", finding->file);
  }
}

}  // namespace

void write_terminal(const ReportView& view, const TerminalOptions& options, Sink& sink) {
  TerminalLines lines(sink, options.colour, options.columns);
  put_banner(lines, view);
  const bool is_general_first = std::ranges::any_of(view.general, counts_as_problem);
  if (is_general_first) put_general(lines, view);
  for (const auto& file : view.files)
    if (is_listed(file, options.listed)) put_file(lines, file, options);
  if (!is_general_first) put_general(lines, view);
  if (!view.scan.troubles.empty()) {
    lines.blank();
    lines.line(0, Tone::Strong, "Not entered", "");
    for (const auto& trouble : view.scan.troubles)
      lines.line(2, Tone::Warning, trouble.path, trouble.why);
  }
  put_totals(lines, view);
}

}  // namespace gg::report
