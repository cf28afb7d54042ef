#include "title_file/sidecar_file.h"

#include "register/pattern.h"
#include "signals/source_type.h"
#include "yaml/form.h"

#include <array>

namespace gg {
namespace {

constexpr std::array<std::string_view, 3> sidecar_ends = {".evidence.yaml", ".evidence.yml",
                                                          ".evidence.json"};

constexpr std::array claim_words = {
    Word<Claim>{"generated", Claim::Generated}, Word<Claim>{"altered", Claim::Altered},
    Word<Claim>{"composite", Claim::Composite}, Word<Claim>{"enhanced", Claim::Enhanced},
    Word<Claim>{"captured", Claim::Captured},
};

void read_claims(Form& form, Evidence& evidence) {
  const auto written = form.text("source_type");
  if (!written.empty()) {
    const auto type = signals::parse_source_type(written);
    if (!type.is_known)
      form.refuse("source_type", in_quotes(written) +
                                     " is not an IPTC digital source type; "
                                     "write its code, as in trainedAlgorithmicMedia");
    evidence.source_type = type.code;
    evidence.claims.push_back(type.claim);
  }
  if (const auto claim = form.word("claims", claim_words, "a claim"))
    if (evidence.claims.empty() || evidence.claims.front() != *claim)
      evidence.claims.push_back(*claim);
  if (evidence.claims.empty() && form.problems().none())
    form.refuse("source_type", "is missing; write source_type or claims");
}

}  // namespace

std::string_view described_by(std::string_view sidecar_file) {
  const auto name = file_name_of(sidecar_file);
  for (const auto end : sidecar_ends)
    if (name.ends_with(end)) return name.substr(0, name.size() - end.size());
  return {};
}

Result<Sidecar, std::vector<Problem>> parse_sidecar(std::string_view text,
                                                    std::string_view file_name) {
  Problems problems(file_name);
  const auto root = parse_yaml(text, problems);
  if (!root) return fail(problems.take());
  Form form(*root, "", problems);
  Sidecar sidecar;
  sidecar.sidecar_file = file_name;
  sidecar.file = form.text("file");
  if (sidecar.file.empty()) sidecar.file = described_by(file_name);
  if (sidecar.file.empty()) form.refuse("file", "is missing; write the file this is about");
  sidecar.use = form.text("use");
  auto& evidence = sidecar.evidence;
  evidence.kind = EvidenceKind::Declared;
  evidence.strength = Strength::Declared;
  evidence.signal = "sidecar";
  evidence.tool = form.text("tool");
  evidence.model = form.text("model");
  if (const auto date = form.date("date")) evidence.when = date->text();
  read_claims(form, evidence);
  evidence.where.path = sidecar.sidecar_file;
  evidence.limits = "Declared by the partner beside the file; nothing in the file itself says it.";
  form.close();
  if (!problems.none()) return fail(problems.take());
  return sidecar;
}

}  // namespace gg
