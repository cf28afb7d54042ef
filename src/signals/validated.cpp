#include "credentials/breach.h"
#include "credentials/codes.h"
#include "credentials/deltas.h"
#include "signals/credentials.h"

#include <algorithm>
#include <iterator>

namespace gg::signals {
namespace {

using credentials::Breach;
using credentials::CredentialReport;
using credentials::ManifestResult;
using credentials::ManifestSummary;
using credentials::Status;
using credentials::Validation;

const std::string segments_apart =
    "The credential binds the segments of a stream, and none of them was found beside it: nothing "
    "shows that it belongs to any.";
constexpr std::size_t failures_max = 16;  ///< Of one credential: the rest says no more.

CredentialFault fault_of(Breach breach) {
  switch (breach) {
    case Breach::None:
      return CredentialFault::None;
    case Breach::Expired:
      return CredentialFault::Expired;
    case Breach::Rules:
      return CredentialFault::Rules;
    case Breach::Tampered:
      return CredentialFault::Tampered;
  }
  return CredentialFault::Tampered;
}

/// "Adobe Firefly C2PA (Adobe Inc.)".
std::string signer_of(const ManifestResult& manifest) {
  const auto* leaf =
      manifest.signature && manifest.signature->chain ? manifest.signature->chain->leaf() : nullptr;
  if (leaf == nullptr) return {};
  const auto& name = leaf->subject.display();
  const auto& organization = leaf->subject.organization;
  return organization.empty() || organization == name ? name : name + " (" + organization + ")";
}

std::string list_of(const ManifestResult& manifest) {
  if (!manifest.signature || !manifest.signature->is_trusted()) return {};
  const auto& list = manifest.signature->chain->list;
  if (!list) return {};
  return list->date.empty() ? list->name : list->name + ", " + list->date;
}

void add_failures(const std::vector<Status>& statuses, CredentialFacts& facts) {
  for (const auto& status : statuses)
    if (is_fatal(status) && facts.failures.size() < failures_max)
      facts.failures.push_back({std::string(status.code->text), std::string(status.code->words),
                                std::string(status.code->section), status.explanation});
}

CredentialFacts credential_facts(const CredentialReport& report, const ManifestResult& manifest) {
  const bool is_own = manifest.is_active;
  CredentialFacts facts{.of_ingredient = !is_own,
                        .fault = fault_of(is_own ? breach_of(report) : breach_of(manifest)),
                        .signer = signer_of(manifest),
                        .list = list_of(manifest)};
  if (manifest.signature && manifest.signature->attested)
    facts.signed_at = credentials::time_text(*manifest.signature->attested);
  add_failures(is_own ? report.active : manifest.failures, facts);
  if (is_own)
    for (const auto& delta : report.deltas) add_failures(delta.statuses, facts);
  return facts;
}

Strength strength_of(const ManifestResult& manifest, CredentialFault fault) {
  switch (fault) {
    case CredentialFault::None:
      return manifest.signature && manifest.signature->is_trusted() ? Strength::SignedTrusted
                                                                    : Strength::Signed;
    case CredentialFault::Expired:
    case CredentialFault::Rules:
      return Strength::Declared;
    case CredentialFault::Tampered:
      break;
  }
  return Strength::Tampered;
}

std::string limits_of(CredentialFault fault, Strength strength) {
  if (strength == Strength::SignedTrusted)
    return "The signature proves who stated this and that it was not changed since, not that what "
           "the signer states is true.";
  if (strength == Strength::Signed)
    return "Nothing was changed since somebody signed; no trust list knows who, and anybody can "
           "make such a certificate.";
  if (strength == Strength::Tampered)
    return "The signature or a hash does not fit, so the credential says nothing of where the file "
           "comes from.";
  return fault == CredentialFault::Expired
             ? "The certificate had run out and nothing proves that the signature is older, so "
               "this weighs no more than unsigned metadata."
             : "The credential breaks a rule, so this weighs no more than unsigned metadata.";
}

/// In place of saying that it was listed only.
void say_limits(const std::string& limits, Evidence& evidence) {
  const auto first = evidence.limits.find(listed_only);
  if (first == std::string::npos) return;
  evidence.limits.replace(first, listed_only.size(), limits);
}

/// What was tampered with claims nothing. What it says stays among the parameters.
void take_claims(Evidence& evidence) {
  evidence.claims = {Claim::NotStated};
  evidence.source_type.clear();
  evidence.tool.clear();
  evidence.model.clear();
  evidence.when.clear();
  evidence.prompt.clear();
}

/// The strength of the file's own manifest: an ingredient's is no stronger.
Strength strength_of_file(const CredentialReport& report) {
  const auto* active = report.active_manifest();
  return active == nullptr ? Strength::Tampered : strength_of(*active, fault_of(breach_of(report)));
}

Evidence from_damaged(const CredentialStore& store, std::string_view why) {
  return {.kind = EvidenceKind::Credential,
          .state = State::NotYetValidated,
          .claims = {Claim::NotStated},
          .strength = Strength::Hint,
          .signal = "credential-damaged",
          .where = store.place,
          .limits = "A content credential stands here but cannot be read (" + std::string(why) +
                    "): it may have been tampered with."};
}

/// Each manifest of a store that is listed only. `change` is what becomes of its evidence.
template <class Change>
void read_listed(const CredentialStore& store, Parts& parts, const Change& change,
                 std::vector<Evidence>& evidence) {
  const auto manifests = credentials::list_manifests(store, parts.budget());
  if (!manifests) {
    parts.note(store.place.path, manifests.error());
    evidence.push_back(from_damaged(store, manifests.error().fault->text));
    change(evidence.back());
    return;
  }
  for (const auto& manifest : *manifests) {
    auto stated = evidence_of(manifest);
    change(stated.front());
    std::ranges::move(stated, std::back_inserter(evidence));
    parts.faults.insert(parts.faults.end(), manifest.faults.begin(), manifest.faults.end());
  }
}

/// A store that stands beside others where one is allowed.
void refuse(const std::string& why, Evidence& evidence) {
  evidence.state = State::Invalid;
  evidence.strength = Strength::Hint;
  evidence.limits = "None of several credentials counts: which one is the file's nobody can say.";
  evidence.credential = CredentialFacts{
      .fault = CredentialFault::Rules,
      .failures = {{.code = {}, .words = why, .section = "15.5.2", .explanation = {}}}};
}

/// A manifest that neither the file's own nor an ingredient's leads to.
void set_aside(Evidence& evidence) {
  take_claims(evidence);
  evidence.state = State::NotStated;
  evidence.strength = Strength::Hint;
  evidence.limits =
      "Nothing in the file's credentials leads to this manifest: it says nothing of "
      "the file.";
}

/// The evidence of a store of which no manifest could be opened.
void read_broken(const Validation& validation, Parts& parts, std::vector<Evidence>& evidence) {
  const auto& report = validation.report();
  for (const auto* store : validation.stores()) {
    const auto known = evidence.size();
    read_listed(*store, parts, [](Evidence&) {}, evidence);
    for (auto index = known; index < evidence.size(); ++index) {
      auto& one = evidence[index];
      if (one.kind != EvidenceKind::Credential) continue;
      CredentialFacts facts{.fault = CredentialFault::Tampered};
      add_failures(report.active, facts);
      one.credential = std::move(facts);
      one.state = State::Invalid;
      one.strength = Strength::Tampered;
      take_claims(one);
      say_limits(limits_of(CredentialFault::Tampered, Strength::Tampered), one);
    }
  }
}

void add_manifest(const ManifestSummary& summary, Parts& parts, std::vector<Evidence> stated,
                  std::vector<Evidence>& evidence) {
  std::ranges::move(stated, std::back_inserter(evidence));
  parts.faults.insert(parts.faults.end(), summary.faults.begin(), summary.faults.end());
}

void read_validated(const Validation& validation, Parts& parts, std::vector<Evidence>& evidence) {
  const auto& report = validation.report();
  const auto is_counted = [&](const CredentialStore& store) {
    return std::ranges::find(validation.stores(), &store) != validation.stores().end();
  };
  for (const auto& store : parts.stores)
    if (!is_counted(store))
      read_listed(store, parts, [&](Evidence& one) { refuse(report.refusal, one); }, evidence);
  if (report.manifests.empty()) return read_broken(validation, parts, evidence);
  for (const auto& manifest : report.manifests) {
    auto stated = evidence_of(manifest.summary);
    weigh(report, manifest, stated.front());
    add_manifest(manifest.summary, parts, std::move(stated), evidence);
  }
  for (const auto& summary : validation.unreferenced()) {
    auto stated = evidence_of(summary);
    set_aside(stated.front());
    stated.resize(1);  // nor do its watermarks
    add_manifest(summary, parts, std::move(stated), evidence);
  }
}

}  // namespace

void weigh(const CredentialReport& report, const ManifestResult& manifest, Evidence& evidence) {
  if (credentials::lacks_only_segments(report)) return say_limits(segments_apart, evidence);
  auto facts = credential_facts(report, manifest);
  evidence.strength = strength_of(manifest, facts.fault);
  if (facts.of_ingredient)
    evidence.strength = std::max(evidence.strength, strength_of_file(report));
  evidence.state = facts.fault == CredentialFault::None && evidence.strength <= Strength::Signed
                       ? State::Valid
                       : State::Invalid;
  say_limits(limits_of(std::max(facts.fault, fault_of(breach_of(report))), evidence.strength),
             evidence);
  if (evidence.strength == Strength::Tampered) take_claims(evidence);
  evidence.credential = std::move(facts);
}

void read_credentials(Parts& parts, const Validation* validation, std::vector<Evidence>& evidence) {
  if (validation != nullptr) return read_validated(*validation, parts, evidence);
  for (const auto& store : parts.stores) read_listed(store, parts, [](Evidence&) {}, evidence);
}

}  // namespace gg::signals
