#include "signals/credentials.h"

#include "base/text.h"
#include "credentials/manifest_list.h"
#include "signals/credential_services.h"
#include "signals/credential_statements.h"
#include "signals/source_type.h"

#include <algorithm>
#include <array>
#include <string>

namespace gg::signals {
namespace {

using credentials::Action;
using credentials::ManifestSummary;

constexpr std::size_t claim_parameters_max = 128;

void add(Evidence& evidence, std::string_view name, std::string_view value) {
  if (!value.empty() && evidence.parameters.size() < claim_parameters_max)
    evidence.parameters.emplace_back(name, value);
}

void add_claim(Claim claim, Evidence& evidence) {
  if (claim != Claim::NotStated &&
      std::ranges::find(evidence.claims, claim) == evidence.claims.end())
    evidence.claims.push_back(claim);
}

/// Which of two source types an evidence names: what says most of generative AI.
int weight(Claim claim) {
  switch (claim) {
    case Claim::Generated:
      return 5;
    case Claim::Altered:
      return 4;
    case Claim::Composite:
      return 3;
    case Claim::Enhanced:
      return 2;
    case Claim::Captured:
      return 1;
    case Claim::NotStated:
      return 0;
  }
  return 0;
}

/// Claims of every digital source type in the manifest. Returns whether a known one was there.
bool read_source_types(const ManifestSummary& manifest, Evidence& evidence) {
  int heaviest = -1;
  bool any_known = false;
  for (const auto& stated : manifest.source_types) {
    const auto type = parse_source_type(stated.value);
    add_claim(type.claim, evidence);
    add(evidence, "digital source type", type.code);
    any_known = any_known || (type.is_known && type.code != "empty");
    if (!type.is_known) evidence.limits = type.note + " " + evidence.limits;
    if (weight(type.claim) <= heaviest) continue;
    heaviest = weight(type.claim);
    evidence.source_type = type.code;
  }
  return any_known;
}

bool is_generative(const Action& action) {
  const auto claim = parse_source_type(action.digital_source_type).claim;
  return claim == Claim::Generated || claim == Claim::Altered || claim == Claim::Composite;
}

std::string name_of(const credentials::Software& software) {
  return software.version.empty() ? software.name : software.name + " " + software.version;
}

/// Where no model is named as such: the agent of the action that used one.
std::string agent_of(const ManifestSummary& manifest) {
  for (const auto& action : manifest.actions)
    if (is_generative(action) && !action.software_agent.name.empty())
      return name_of(action.software_agent);
  for (const auto& action : manifest.actions)
    if (!action.software_agent.name.empty()) return name_of(action.software_agent);
  return {};
}

void add_details(const ManifestSummary& manifest, Evidence& evidence) {
  add(evidence, "manifest", manifest.label);
  add(evidence, "role", manifest.active ? "active manifest" : "ingredient's manifest");
  add(evidence, "generator", manifest.generator());
  add(evidence, "signer", manifest.signature.organization);
  add(evidence, "signer name", manifest.signature.common_name);
  add(evidence, "algorithm", manifest.signature.algorithm);
  for (const auto& action : manifest.actions) {
    add(evidence, "action", action.action);
    add(evidence, "software agent", name_of(action.software_agent));
    add(evidence, "description", action.description);
  }
  for (const auto& ingredient : manifest.ingredients)
    add(evidence, "ingredient",
        ingredient.title.empty() ? ingredient.relationship
                                 : ingredient.relationship + ": " + ingredient.title);
}

Evidence from_manifest(const ManifestSummary& manifest) {
  Evidence evidence{.kind = EvidenceKind::Credential,
                    .state = State::NotYetValidated,
                    .strength = Strength::Declared,
                    .signal = "credential",
                    .where = manifest.where,
                    .limits = std::string(listed_only)};
  if (!manifest.active)
    evidence.limits =
        "Speaks of an ingredient, from which the file was made in whole or in part. " +
        evidence.limits;
  const bool typed = read_source_types(manifest, evidence);
  const auto* service = find_service(manifest);
  evidence.tool = service == nullptr ? manifest.generator() : std::string(service->tool);
  const auto statements = read_ai_statements(manifest);
  if (service == nullptr && !statements.tool.empty()) evidence.tool = statements.tool;
  if (statements.states_generation) add_claim(Claim::Generated, evidence);
  if (!typed && evidence.claims.empty() && service != nullptr)
    add_claim(service->implied, evidence);
  if (evidence.claims.empty()) evidence.claims = {Claim::NotStated};
  evidence.model = statements.model.empty() ? agent_of(manifest) : statements.model;
  evidence.prompt = statements.prompt;
  for (const auto& action : manifest.actions)
    if (evidence.when.empty()) evidence.when = action.when;
  add_details(manifest, evidence);
  for (const auto& [name, value] : statements.parameters) add(evidence, name, value);
  return evidence;
}

/// A watermark that a manifest names. Whether it is in the content takes its maker's detector.
Evidence from_soft_binding(std::string_view algorithm, const ManifestSummary& manifest) {
  struct Maker {
    std::string_view prefix;
    std::string_view name;
  };
  constexpr std::array makers = {Maker{"com.adobe.trustmark", "Adobe TrustMark"},
                                 Maker{"com.adobe.icn", "Adobe ICN"},
                                 Maker{"com.digimarc", "Digimarc"},
                                 Maker{"com.imatag", "Imatag"},
                                 Maker{"ai.steg", "Steg.AI"},
                                 Maker{"com.microsoft", "Microsoft"},
                                 Maker{"com.verimatrix", "Verimatrix"},
                                 Maker{"com.nagra", "Nagra"},
                                 Maker{"ai.trufo", "Trufo"},
                                 Maker{"io.iscc", "ISCC"}};
  Evidence evidence{.kind = EvidenceKind::Watermark,
                    .state = State::NotYetValidated,
                    .claims = {Claim::NotStated},
                    .strength = Strength::Declared,
                    .signal = "soft-binding",
                    .where = manifest.where};
  const auto* const maker = std::ranges::find_if(makers, [algorithm](const Maker& each) {
    return starts_with_ignoring_case(algorithm, each.prefix);
  });
  evidence.tool = maker == makers.end() ? std::string(algorithm) : std::string(maker->name);
  evidence.parameters.emplace_back("algorithm", algorithm);
  evidence.limits =
      "The credential names this mark; it was not looked for in the content, and a mark says "
      "nothing of how the content was made.";
  return evidence;
}

}  // namespace

std::vector<Evidence> evidence_of(const ManifestSummary& manifest) {
  std::vector<Evidence> evidence{from_manifest(manifest)};
  for (const auto& algorithm : manifest.soft_bindings)
    evidence.push_back(from_soft_binding(algorithm, manifest));
  return evidence;
}

}  // namespace gg::signals
