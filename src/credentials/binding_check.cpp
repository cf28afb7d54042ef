#include "credentials/binding_check.h"

#include "credentials/codes.h"

#include <algorithm>
#include <array>

namespace gg::credentials {
namespace {

using bindings::Verdict;

/// The codes of one kind of hard binding.
struct BindingCodes {
  std::string_view kind;
  const StatusCode* match;
  const StatusCode* mismatch;
  const StatusCode* malformed;
  const StatusCode* additional;
};

constexpr std::array binding_codes{
    BindingCodes{"c2pa.hash.data", &codes::assertion_data_hash_match,
                 &codes::assertion_data_hash_mismatch, &codes::assertion_data_hash_malformed,
                 &codes::assertion_data_hash_additional_exclusions_present},
    BindingCodes{"c2pa.hash.boxes", &codes::assertion_boxes_hash_match,
                 &codes::assertion_boxes_hash_mismatch, &codes::assertion_boxes_hash_malformed,
                 nullptr},
    BindingCodes{"c2pa.hash.bmff", &codes::assertion_bmff_hash_match,
                 &codes::assertion_bmff_hash_mismatch, &codes::assertion_bmff_hash_malformed,
                 &codes::assertion_bmff_hash_additional_exclusions_present},
    BindingCodes{"c2pa.hash.collection.data", &codes::assertion_collection_hash_match,
                 &codes::assertion_collection_hash_mismatch,
                 &codes::assertion_collection_hash_malformed, nullptr},
    BindingCodes{"c2pa.hash.multi-asset", &codes::assertion_multi_asset_hash_match,
                 &codes::assertion_multi_asset_hash_mismatch,
                 &codes::assertion_multi_asset_hash_malformed, nullptr}};

const BindingCodes& codes_of(std::string_view kind) {
  const auto found = std::ranges::find_if(
      binding_codes, [&](const BindingCodes& each) { return is_of_family(kind, each.kind); });
  return found == binding_codes.end() ? binding_codes.front() : *found;
}

const StatusCode& code_of(Verdict verdict, const BindingCodes& kind) {
  switch (verdict) {
    case Verdict::Match:
      return *kind.match;
    case Verdict::Malformed:
      return *kind.malformed;
    case Verdict::UnknownBox:
      return codes::assertion_boxes_hash_unknown_box;
    case Verdict::UnsupportedAlgorithm:
      return codes::algorithm_unsupported;
    case Verdict::MissingPart:
      return codes::assertion_multi_asset_hash_missing_part;
    case Verdict::WrongFileCount:
      return codes::assertion_collection_hash_incorrect_file_count;
    case Verdict::InvalidUri:
      return codes::assertion_collection_hash_invalid_uri;
    case Verdict::Unreadable:
    case Verdict::Stopped:
      return codes::general_error;
    case Verdict::Ignored:
      return codes::claim_hard_bindings_missing;
    case Verdict::Mismatch:
      break;
  }
  return *kind.mismatch;
}

std::string words_of(const bindings::Outcome& outcome) {
  if (outcome.problems.empty()) return "the file is what was signed";
  const auto& first = outcome.problems.front();
  return first.where.empty() ? first.what : first.what + " (" + first.where + ")";
}

/// The manifest that binds the content, along the parents of updates. Visits each once.
const OpenManifest* find_binding_manifest(const Lineage& lineage) {
  std::set<const OpenManifest*> seen;
  const auto* manifest = &lineage.active();
  while (manifest != nullptr && seen.insert(manifest).second) {
    if (manifest->manifest->type == ManifestType::Standard) return manifest;
    const auto links = lineage.links_of(*manifest);
    const auto parent = std::ranges::find_if(
        links, [](const IngredientLink* link) { return link->relationship == "parentOf"; });
    manifest = parent == links.end() ? nullptr : lineage.find((*parent)->target);
  }
  return nullptr;
}

const ClaimedAssertion* find_binding(const OpenManifest& manifest) {
  const auto found = std::ranges::find_if(manifest.assertions, [](const auto& assertion) {
    return bindings::is_hard_binding(assertion.kind) && assertion.box != nullptr;
  });
  return found == manifest.assertions.end() ? nullptr : &*found;
}

bindings::Outcome run_check(const ClaimedAssertion& assertion, const BoundFile& file,
                            const bindings::Terms& terms) {
  if (!assertion.content || assertion.is_json) {
    bindings::Outcome outcome;
    outcome.add({Verdict::Malformed, "the hard binding is not CBOR", assertion.label});
    return outcome;
  }
  const auto& content = assertion.content->untagged();
  if (assertion.kind == "c2pa.hash.collection.data" && file.collection != nullptr)
    return bindings::check_collection_hash(*file.collection, content, terms);
  return bindings::check_hard_binding(assertion.kind, file.asset, content, file.segments, terms);
}

/// Where the whole does not match, its parts may. Source: C2PA 2.2 section 15.12.4.
std::optional<bindings::Outcome> run_parts(const OpenManifest& manifest, const BoundFile& file,
                                           const bindings::Terms& terms) {
  const auto parts = manifest.of_kind("c2pa.hash.multi-asset");
  if (parts.empty() || !parts.front()->content) return std::nullopt;
  const auto find = [&](std::string_view uri) -> std::optional<bindings::NamedAssertion> {
    const auto* found = manifest.find(absolute_uri(uri, manifest.label()));
    if (found == nullptr || !found->content) return std::nullopt;
    return bindings::NamedAssertion{found->label, &found->content->untagged()};
  };
  return bindings::check_multi_asset_hash(file.asset, parts.front()->content->untagged(), find,
                                          terms);
}

}  // namespace

const StatusCode& code_of_binding(std::string_view label, bindings::Verdict verdict) {
  return code_of(verdict, codes_of(label));
}

BindingResult check_binding(const Lineage& lineage, const BoundFile& file,
                            const bindings::Effort& effort, std::vector<Status>& statuses) {
  BindingResult result;
  const auto& active = lineage.active();
  result.manifest = find_binding_manifest(lineage);
  result.assertion = result.manifest == nullptr ? nullptr : find_binding(*result.manifest);
  if (result.assertion == nullptr) {
    statuses.push_back({&codes::claim_hard_bindings_missing,
                        active.claim ? active.claim->uri : uri_of(active.label()),
                        "nothing binds the claim to a file"});
    return result;
  }
  const bindings::Terms terms{result.manifest->claim->alg, result.manifest != &active, {}, effort};
  result.outcome = run_check(*result.assertion, file, terms);
  const auto* checked = result.assertion;
  if (result.outcome->verdict == Verdict::Mismatch) {
    if (auto parts = run_parts(*result.manifest, file, terms)) {
      result.outcome = std::move(parts);
      checked = result.manifest->of_kind("c2pa.hash.multi-asset").front();
    }
  }
  const auto& kind = codes_of(checked->kind);
  if (result.outcome->additional_exclusions && kind.additional != nullptr)
    statuses.push_back({kind.additional, checked->uri, "more is left out than has to be"});
  statuses.push_back(
      {&code_of(result.outcome->verdict, kind), checked->uri, words_of(*result.outcome)});
  return result;
}

}  // namespace gg::credentials
