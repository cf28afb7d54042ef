#include "signals/bound.h"

#include "credentials/member.h"
#include "signals/credentials.h"

#include <algorithm>
#include <iterator>

namespace gg {
namespace {

/// Cut at a whole character.
void shorten(std::string& text) {
  if (text.size() <= MemberEvidence::text_bytes_max) return;
  auto end = MemberEvidence::text_bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  text.resize(end);
}

/// As much as thousands of files can carry.
void abridge(Evidence& evidence) {
  evidence.prompt.clear();
  evidence.parameters.clear();
  for (auto* text :
       {&evidence.source_type, &evidence.tool, &evidence.model, &evidence.when, &evidence.limits})
    shorten(*text);
  if (!evidence.credential) return;
  shorten(evidence.credential->signer);
  for (auto& failure : evidence.credential->failures) shorten(failure.explanation);
}

}  // namespace

MemberEvidence::MemberEvidence(const credentials::Validation& validation)
    : validation_(validation) {
  if (validation.report().binding)
    common_ = credentials::common_problem(*validation.report().binding);
}

std::vector<Evidence> MemberEvidence::make(const std::optional<bindings::Problem>& problem) const {
  const auto report = credentials::report_of_member(validation_.report(), problem);
  std::vector<Evidence> all;  // the active manifest, then what claims generative AI
  std::vector<Evidence> rest;
  for (const auto& manifest : report.manifests) {
    auto stated = signals::evidence_of(manifest.summary);
    signals::weigh(report, manifest, stated.front());
    for (auto& one : stated) (all.empty() || claims_ai(one) ? all : rest).push_back(std::move(one));
  }
  std::ranges::move(rest, std::back_inserter(all));
  if (all.size() > evidence_max) all.erase(all.begin() + evidence_max, all.end());
  std::ranges::for_each(all, abridge);
  return all;
}

std::vector<Evidence> MemberEvidence::of(const std::optional<bindings::Problem>& problem,
                                         const Place& where, const std::string& bound) {
  const auto& wrong = problem ? problem : common_;
  const auto verdict = wrong ? std::optional(wrong->verdict) : std::nullopt;
  auto found = made_.find(verdict);
  if (found == made_.end()) {
    auto general = wrong;
    if (general) general->what.clear();
    found = made_.emplace(verdict, make(general)).first;
  }
  auto evidence = found->second;
  for (auto& one : evidence) {
    one.where = where;
    if (!one.credential || one.credential->of_ingredient) continue;
    one.credential->bound = bound;
    for (auto& failure : one.credential->failures)
      if (wrong && failure.explanation.empty()) failure.explanation = wrong->what;
  }
  return evidence;
}

std::vector<Evidence> binder_evidence(Parts& parts, const credentials::Validation& validation,
                                      const std::string& bound) {
  std::vector<Evidence> evidence;
  signals::read_credentials(parts, &validation, evidence);
  for (auto& one : evidence)
    if (one.credential && !one.credential->of_ingredient) one.credential->bound = bound;
  return evidence;
}

Evidence bound_elsewhere(State state, const Place& where, std::string limits) {
  return {.kind = EvidenceKind::Credential,
          .state = state,
          .claims = {Claim::NotStated},
          .strength = Strength::Hint,
          .signal = "bound-elsewhere",
          .where = where,
          .limits = std::move(limits)};
}

}  // namespace gg
