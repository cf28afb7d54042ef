#include "gate/reconcile_rules.h"

#include <algorithm>
#include <array>

namespace gg {
namespace {

const Evidence* unclear_evidence(const Reconciliation& all, const Delivered& file) {
  const auto& codes = all.book.unclear_source_types;
  for (const auto* one : file.evidence)
    if (counts(*one) && !claims_ai(*one) &&
        std::ranges::find(codes, one->source_type) != codes.end())
      return one;
  return nullptr;
}

void check_undeclared(const Reconciliation& all, std::string_view rule, Findings& findings) {
  for (const auto& file : all.files) {
    const auto* evidence = file.ai_evidence();
    if (evidence == nullptr || !file.covers.empty()) continue;
    findings.add(rule, {.file = file.report->path,
                        .where = evidence->where,
                        .expected = "a declared use that covers this file",
                        .found = in_words(*evidence)});
  }
}

void check_unclear(const Reconciliation& all, std::string_view rule, Findings& findings) {
  for (const auto& file : all.files) {
    const auto* evidence = unclear_evidence(all, file);
    if (evidence == nullptr || file.has_ai_evidence() || !file.covers.empty()) continue;
    findings.add(rule, {.file = file.report->path,
                        .where = evidence->where,
                        .expected = "a statement whether AI had a part in this file",
                        .found = in_words(*evidence)});
  }
}

/// The first evidence that names a tool none of the covering uses declares.
const Evidence* other_tool(const Reconciliation& all, const Delivered& file) {
  for (const auto* one : file.evidence) {
    if (!claims_ai(*one) || one->tool.empty()) continue;
    const auto declares = [&](const Cover& cover) {
      return declares_tool(*cover.use, one->tool, all.title, all.book);
    };
    if (std::ranges::none_of(file.covers, declares)) return one;
  }
  return nullptr;
}

std::string declared_tools(const Reconciliation& all, const Use& use) {
  std::vector<std::string> names;
  for (const auto& tool : all.title.tools)
    if (std::ranges::find(use.tools, tool.id) != use.tools.end()) names.push_back(tool.product);
  return names.empty() ? "no tool" : in_words(names);
}

void check_tool(const Reconciliation& all, std::string_view rule, Findings& findings) {
  for (const auto& file : all.files) {
    if (file.covers.empty()) continue;
    const auto* evidence = other_tool(all, file);
    if (evidence == nullptr) continue;
    const auto& use = *file.covers.front().use;
    findings.add(rule, {.file = file.report->path,
                        .where = evidence->where,
                        .use = use.id,
                        .subject = evidence->tool,
                        .expected = "what the use declares: " + declared_tools(all, use),
                        .found = in_words(*evidence)});
  }
}

/// "assertion.dataHash.mismatch: The file was changed after it was signed. And 2 more."
std::string failures_in_words(const Evidence& evidence) {
  if (!evidence.credential || evidence.credential->failures.empty())
    return "the credential does not validate";
  const auto& failures = evidence.credential->failures;
  const auto& first = failures.front();
  auto text = first.code.empty() ? first.words : first.code + ": " + first.words;
  if (failures.size() > 1) text += " And " + std::to_string(failures.size() - 1) + " more.";
  return text;
}

template <CredentialFault fault>
void check_credential(const Reconciliation& all, std::string_view rule, Findings& findings) {
  constexpr auto expected = fault == CredentialFault::Tampered
                                ? "a content credential that fits the content"
                                : "a content credential that is in force and keeps its rules";
  for (const auto& file : all.files)
    for (const auto* one : file.evidence) {
      if (failed_credential(*one) != fault) continue;
      findings.add(rule, {.file = file.report->path,
                          .where = one->where,
                          .expected = expected,
                          .found = failures_in_words(*one)});
      break;
    }
}

void check_stripped(const Reconciliation& all, std::string_view rule, Findings& findings) {
  for (const auto& file : all.files) {
    const auto had = [](const Asset* asset) { return asset->had_credential; };
    if (std::ranges::none_of(file.assets, had) && std::ranges::none_of(file.assets_by_name, had))
      continue;
    const auto is_credential = [](const Evidence* one) {
      return one->kind == EvidenceKind::Credential && one->state != State::NotStated &&
             one->state != State::NotPossible;
    };
    if (std::ranges::any_of(file.evidence, is_credential)) continue;
    findings.add(rule, {.file = file.report->path,
                        .expected = "the content credential the registered asset had",
                        .found = "no content credential in the file"});
  }
}

constexpr std::array evidence_table = {
    Rule{"undeclared-ai", check_undeclared},
    Rule{"ai-unclear", check_unclear},
    Rule{"tool-differs", check_tool},
    Rule{"credential-broken", check_credential<CredentialFault::Tampered>},
    Rule{"credential-invalid", check_credential<CredentialFault::Rules>},
    Rule{"credential-expired", check_credential<CredentialFault::Expired>},
    Rule{"credential-stripped", check_stripped},
};

}  // namespace

std::optional<CredentialFault> failed_credential(const Evidence& evidence) {
  if (evidence.kind != EvidenceKind::Credential || evidence.state != State::Invalid)
    return std::nullopt;
  if (!evidence.credential) return CredentialFault::Tampered;
  if (evidence.credential->of_ingredient) return std::nullopt;
  return evidence.credential->fault;
}

std::span<const Rule> evidence_rules() { return evidence_table; }

}  // namespace gg
