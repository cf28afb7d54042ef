#pragma once

#include "gate/finding.h"

#include <array>
#include <string>
#include <utility>

namespace gg::report {

/// Reports for tests: every value of every enum, names and values as hostile as files can bring
/// them. Header only; nothing of it is in the product.
namespace samples {

inline constexpr std::string_view hostile_name = "stills/<script>alert('x')</script>&\".png";
inline constexpr std::string_view not_utf8_name = "stills/caf\xE9.png";
inline constexpr std::string_view control_name = "stills/\x1b[31mred\x07\xE2\x80\xAEgnp.exe\n.png";
/// The greatest size and offset a file system has.
inline constexpr std::uint64_t greatest = ~std::uint64_t{0} >> 1U;

inline constexpr std::string_view prompt = "an old town, <b>secret</b> \xF0\x9F\x8E\xAC";

inline constexpr std::array kinds{EvidenceKind::Credential, EvidenceKind::SourceType,
                                  EvidenceKind::Generator,  EvidenceKind::Label,
                                  EvidenceKind::Watermark,  EvidenceKind::Match,
                                  EvidenceKind::Declared,   EvidenceKind::Camera,
                                  EvidenceKind::Absent,     EvidenceKind::Unreadable};
inline constexpr std::array claims{Claim::Generated, Claim::Altered,  Claim::Composite,
                                   Claim::Enhanced,  Claim::Captured, Claim::NotStated};
inline constexpr std::array strengths{Strength::SignedTrusted, Strength::Signed, Strength::Declared,
                                      Strength::Hint, Strength::Tampered};
inline constexpr std::array states{State::Valid, State::Invalid, State::NotStated,
                                   State::NotPossible, State::NotYetValidated};
inline constexpr std::array severities{Severity::Note, Severity::Hold, Severity::Fail};
inline constexpr std::array standings{Standing::NoEvidence, Standing::Captured, Standing::Covered,
                                      Standing::Held, Standing::Failed};

inline Evidence absent(State state = State::NotStated) {
  return {.kind = EvidenceKind::Absent,
          .state = state,
          .claims = {Claim::NotStated},
          .strength = Strength::Hint,
          .signal = {},
          .source_type = {},
          .tool = {},
          .model = {},
          .when = {},
          .prompt = {},
          .parameters = {},
          .where = {},
          .limits = "Absence proves nothing."};
}

inline Evidence generator() {
  auto evidence = absent(State::Valid);
  evidence.kind = EvidenceKind::Generator;
  evidence.claims = {Claim::Generated};
  evidence.strength = Strength::Declared;
  evidence.signal = "comfyui";
  evidence.source_type = "trainedAlgorithmicMedia";
  evidence.tool = "ComfyUI";
  evidence.model = "sd_xl_base_1.0.safetensors";
  evidence.when = "2026-03-01T10:00:00Z";
  evidence.prompt = prompt;
  evidence.parameters = {{"seed", "42"},
                         {"negative_prompt", "blurry, hands"},
                         {"input", "before " + std::string(prompt) + " after"}};
  evidence.where = {.path = "PNG/tEXt[prompt]", .offset = 41, .size_bytes = 5120};
  evidence.limits = "Anyone who has the file can write this text.";
  return evidence;
}

inline FileReport file(std::string_view path, std::vector<Evidence> evidence) {
  FileReport report;
  report.path = path;
  report.size_bytes = 1'234'567;
  report.sha256 = Sha256{};
  report.format = Format::Png;
  report.picture = PictureSize{.width_pixels = 1024, .height_pixels = 576};
  report.evidence = std::move(evidence);
  return report;
}

/// One file for each kind of evidence with all claims, strengths and states in turn; files with
/// hostile names; one of the greatest size, not read to its end, with a fault.
inline ScanReport scan() {
  ScanReport report;
  report.roots = {"delivery", std::string(not_utf8_name)};
  report.files = {file(hostile_name, {generator()}), file(not_utf8_name, {absent()}),
                  file(control_name, {absent(State::NotPossible)})};
  for (std::size_t index = 0; index < kinds.size(); ++index) {
    auto evidence = generator();
    evidence.kind = kinds.at(index);
    evidence.claims = {claims.begin(), claims.end()};
    evidence.strength = strengths.at(index % strengths.size());
    evidence.state = states.at(index % states.size());
    if (evidence.kind == EvidenceKind::Credential)
      evidence.credential = CredentialFacts{
          .fault = CredentialFault::Tampered,
          .signer = std::string(control_name),
          .signed_at = "2026-03-01T10:00:00Z",
          .list = "C2PA Trust List, 2026-08-05",
          .failures = {{"assertion.dataHash.mismatch", "The file was changed after it was signed.",
                        "15.12.1", "the hash of the file is another"}}};
    report.files.push_back(file("kinds/" + std::to_string(index) + ".png", {evidence}));
  }
  auto& broken = report.files.back();
  broken.size_bytes = greatest;
  broken.sha256.reset();
  broken.picture.reset();
  broken.extension_mismatch = true;
  broken.format = Format::Unknown;
  broken.faults = {{.number = 1001,
                    .text = "fewer bytes left than the field needs",
                    .where = {.path = "PNG/IDAT", .offset = greatest, .size_bytes = 0}}};
  report.troubles = {{.path = "delivery/\xFFlocked", .why = "permission denied"}};
  report.partial = true;
  report.files_not_reached = 3;
  report.size_bytes = 99;
  return report;
}

inline Finding finding(std::string id, Severity severity, std::string_view path) {
  Finding finding;
  finding.id = std::move(id);
  finding.rule = "undeclared-ai";
  finding.title = "AI evidence with no declared use";
  finding.severity = severity;
  finding.clause = "Guidance 3.1 <final>";
  finding.file = path;
  finding.where = {.path = "PNG/tEXt[prompt]", .offset = 41, .size_bytes = 5120};
  finding.use = "use-7";
  finding.expected = "a declared use that covers stills/";
  finding.found = "ComfyUI says it generated the picture & more";
  finding.to_do = "Declare the use, or replace the picture.";
  finding.waivable_by = "studio contact";
  return finding;
}

/// All severities, standings and both kinds of waiver; findings of a file and of the title.
inline CheckReport check(Verdict verdict = Verdict::Fail) {
  CheckReport report;
  report.scan = scan();
  report.title_id = "title-1";
  report.title_name = "The Lost Archive <b>";
  report.as_of = "2026-03-02";
  report.severities_source = "default 2026-01";
  report.rulebooks = {{"house", "2026-01", std::string(64, 'a')},
                      {"studio", "2025-11-11", std::string(64, 'b')}};
  report.verdict = verdict;
  report.findings = {finding("undeclared-ai:1", Severity::Fail, hostile_name),
                     finding("undeclared-ai:2", Severity::Hold, not_utf8_name),
                     finding("undeclared-ai:3", Severity::Hold, hostile_name),
                     finding("unused:4", Severity::Note, hostile_name)};
  report.findings.at(2).waiver = {
      .by = "A. Contact", .reason = "seen <ok>", .expires = "2026-12-31"};
  Finding title_finding;
  title_finding.id = "consent:5";
  title_finding.rule = "consent";
  title_finding.title = "Consent missing";
  title_finding.waiver = {.by = "B. Contact", .reason = "on paper", .expires = {}};
  report.findings.push_back(title_finding);
  for (std::size_t index = 0; index < report.scan.files.size(); ++index)
    report.files.push_back(
        {.path = report.scan.files.at(index).path,
         .standing = standings.at((index + 4) % standings.size()),
         .uses = index % 2 == 0 ? std::vector<std::string>{"use-7"} : std::vector<std::string>{},
         .findings = {}});
  report.files.at(0).findings = {"undeclared-ai:1", "undeclared-ai:3", "unused:4"};
  report.files.at(1).findings = {"undeclared-ai:2"};
  return report;
}

}  // namespace samples
}  // namespace gg::report
