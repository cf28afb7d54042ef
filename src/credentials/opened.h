#pragma once

#include "credentials/claim.h"

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gg::credentials {

/// An assertion that a claim names.
struct ClaimedAssertion {
  HashedUri reference;
  std::string label;        ///< "c2pa.actions.v2__1"; empty where the reference leads elsewhere.
  std::string_view kind;    ///< Without its number: "c2pa.actions.v2".
  std::string uri;          ///< Absolute.
  bool is_created = false;  ///< The signer speaks for it (version 1: for all).
  bool is_outside = false;  ///< The reference leads out of the manifest.
  const jumbf::Superbox* box = nullptr;  ///< Nothing where it is not there.
  /// Its content as one tree; nothing for what is neither CBOR nor JSON, and where `fault` is.
  std::optional<cbor::Value> content;
  std::optional<ParseError> fault;  ///< Why the content cannot be read.
  bool is_json = false;
  bool is_blanked = false;  ///< Redacted in place: nothing but zeros.

  [[nodiscard]] const cbor::Value* map() const;
};

/// A manifest with its claim read and its assertions found. Nothing is judged but the claim itself.
struct OpenManifest {
  const Manifest* manifest = nullptr;
  std::optional<Claim> claim;
  std::deque<ClaimedAssertion> assertions;  ///< In the claim's order, created ones first.
  const jumbf::Superbox* assertion_store = nullptr;
  std::vector<Status> statuses;  ///< What is wrong with the claim.

  [[nodiscard]] const std::string& label() const { return manifest->label; }
  [[nodiscard]] std::vector<const ClaimedAssertion*> of_kind(std::string_view kind) const;
  /// As `of_kind`, of every version: "c2pa.actions" gives those of "c2pa.actions.v2" too.
  [[nodiscard]] std::vector<const ClaimedAssertion*> of_family(std::string_view family) const;
  /// The first that stands in this box, or has this absolute URI; or nothing.
  [[nodiscard]] const ClaimedAssertion* find(const jumbf::Superbox* box) const;
  [[nodiscard]] const ClaimedAssertion* find(std::string_view uri) const;

  std::map<const jumbf::Superbox*, const ClaimedAssertion*> by_box;
  std::map<std::string_view, const ClaimedAssertion*> by_uri;  ///< Views of the assertions' own.
};

/// True for "c2pa.actions" and "c2pa.actions.v2" in the family "c2pa.actions".
bool is_of_family(std::string_view kind, std::string_view family);

/// Opens a manifest that could be unpacked. Source: C2PA 2.2 sections 15.6 and 15.10.3.1.
OpenManifest open_manifest(const Manifest& manifest, Budget& budget);

/// True where a box holds nothing but what redaction leaves: the redaction UUID and zeros, or zeros
/// alone. Source: C2PA 2.2 section 6.8.
bool is_blank(const jumbf::Superbox& box);

}  // namespace gg::credentials
