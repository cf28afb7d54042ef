#pragma once

#include "credentials/opened.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace gg::credentials {

/// What one ingredient assertion says, and where it leads. *value, of views*
struct IngredientLink {
  const OpenManifest* user = nullptr;           ///< The manifest that has the assertion.
  const ClaimedAssertion* assertion = nullptr;  ///< Readable, and a map.
  int version = 1;
  std::string_view relationship;       ///< As written; empty where not stated.
  std::optional<HashedUri> manifest;   ///< `c2pa_manifest` or `activeManifest`.
  std::optional<HashedUri> signature;  ///< `claimSignature`.
  const Manifest* target = nullptr;    ///< What `manifest` leads to.
};

/// A time stamp or revocation answer that one manifest brings for another.
struct LaterProof {
  const OpenManifest* from = nullptr;
  Bytes bytes;
};

/// All manifests that speak for a file, found from the active one along ingredients, each once.
/// Manifests that nothing leads to say nothing of the file. Source: C2PA 2.2 section 15.11.3.3.
struct Lineage {
  std::deque<OpenManifest> manifests;  ///< The active one first.
  std::deque<IngredientLink> links;    ///< In the order in which they were found.
  std::set<std::string> redacted;      ///< Absolute URIs, of every claim on the way.
  std::map<std::string, std::vector<LaterProof>, std::less<>> stamps;  ///< By manifest's label.
  std::vector<LaterProof> revocations;        ///< Of certificate-status assertions.
  std::vector<const Manifest*> unreferenced;  ///< Of the store, and not among `manifests`.

  [[nodiscard]] const OpenManifest& active() const { return manifests.front(); }
  [[nodiscard]] const OpenManifest* find(const Manifest* manifest) const;
  [[nodiscard]] std::span<const IngredientLink* const> links_of(const OpenManifest& user) const;
  /// What the assertion says, where it is of an ingredient and can be read; or nothing.
  [[nodiscard]] const IngredientLink* link_of(const ClaimedAssertion* assertion) const;
  [[nodiscard]] bool is_redacted(std::string_view uri) const;
  /// True when an assertion of this manifest was redacted by whoever used it.
  [[nodiscard]] bool has_redactions(std::string_view manifest_label) const;

  std::map<const Manifest*, const OpenManifest*> by_manifest;
  std::map<const OpenManifest*, std::vector<const IngredientLink*>> by_user;
  std::map<const ClaimedAssertion*, const IngredientLink*> by_assertion;
};

/// Walks from the active manifest, which could be unpacked.
Lineage trace_lineage(const ManifestStore& store, Budget& budget);

}  // namespace gg::credentials
