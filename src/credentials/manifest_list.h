#pragma once

#include "bytes/budget.h"
#include "credentials/manifest_store.h"
#include "parts/parts.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace gg::credentials {

/// A program as a credential names it.
struct Software {
  std::string name;
  std::string version;  ///< Empty where not stated.
};

/// One action of a c2pa.actions assertion, as stated.
struct Action {
  std::string action;               ///< "c2pa.created", "c2pa.edited", …
  std::string when;                 ///< As written, RFC 3339 by the specification.
  Software software_agent;          ///< Also by index into the assertion's list of agents.
  std::string digital_source_type;  ///< As written: usually an IPTC URL.
  std::string description;
  /// Other parameters that have a short text, such as "com.adobe.firefly.version", and `changed`.
  std::vector<std::pair<std::string, std::string>> parameters;
  Place where;
};

/// A digital source type and where it stands: any assertion may state one.
struct SourceType {
  std::string value;  ///< As written.
  Place where;
};

/// An ingredient: what the asset was made from.
struct Ingredient {
  std::string title;
  std::string format;
  std::string relationship;  ///< "parentOf", "componentOf", "inputTo".
  std::string digital_source_type;
  bool has_manifest = false;  ///< It names a manifest of its own.
  Place where;
};

/// A statement of an assertion that matters for generative AI: its label, and the members that
/// have a short text, with their path: {"modelName", "…"}, {"author[0].name", "…"}.
struct Statement {
  std::string label;
  std::vector<std::pair<std::string, std::string>> members;
  Place where;
};

/// Who signed, as the signature itself says. Nothing here is checked.
struct Signature {
  bool present = false;
  std::string algorithm;     ///< "Es256", "Ps384", "Ed25519" …; the COSE number where unknown.
  std::string organization;  ///< O of the leaf certificate's subject.
  std::string common_name;   ///< CN of the leaf certificate's subject.
  Place where;
};

/// One manifest of a store, as stated in it: neither hashes nor signature nor trust were looked at.
/// *value*
///
/// Every `Place` has the path of JUMBF labels behind the path of the store
/// ("PNG/caBX/c2pa/urn:uuid:…/c2pa.assertions/c2pa.actions"). Its offset is that of the superbox in
/// the file where the store stands in the file in one piece, else the offset in the store, and the
/// path then says "(offset in the store)".
struct ManifestSummary {
  std::string label;                 ///< URN of the manifest.
  bool active = false;               ///< The last of the store: the one that speaks for the file.
  bool update = false;               ///< An update manifest.
  std::string claim_label;           ///< "c2pa.claim" or "c2pa.claim.v2".
  std::string claim_generator;       ///< The string of version 1, as written.
  std::vector<Software> generators;  ///< claim_generator_info.
  std::string title;
  std::string format;
  std::string instance_id;
  Signature signature;
  std::vector<Action> actions;
  std::vector<SourceType> source_types;  ///< Of actions, ingredients and all other assertions.
  std::vector<Ingredient> ingredients;
  std::vector<std::string> soft_bindings;  ///< Algorithms: "com.adobe.trustmark.P".
  std::vector<Statement> statements;
  std::vector<std::string> assertion_labels;  ///< All of them, in order.
  std::vector<PartFault> faults;              ///< What of this manifest could not be read.
  Place where;

  /// What made the claim, as people know it: the first of `generators` with its version, else
  /// `claim_generator`.
  [[nodiscard]] std::string generator() const;
};

/// Every manifest of a store, the active one last. A manifest that is damaged in part gives what
/// could be read and its faults. Faults: jumbf::faults (3001–), truncated, too_deep,
/// too_many_items: the store itself cannot be read.
/// Source: C2PA 2.2 sections 8, 10, 11.1.4, 13.2 and 18.
Parsed<std::vector<ManifestSummary>> list_manifests(const CredentialStore& store, Budget& budget);

/// The same of one manifest that was read already, with what a compressed one holds. `store` is the
/// one that it stands in. Never fails: what cannot be read is among its faults.
ManifestSummary summarize(const Manifest& manifest, const CredentialStore& store, Budget& budget);

}  // namespace gg::credentials
