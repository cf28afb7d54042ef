#pragma once

#include "bindings/check.h"
#include "credentials/lineage.h"

#include <optional>
#include <vector>

namespace gg::credentials {

/// The file that credentials are checked against. *value, of views*
struct BoundFile {
  bindings::Asset asset;
  std::span<const bindings::Segment> segments = {};
  const bindings::CollectionFiles* collection = nullptr;
};

/// What binds the active manifest to the file: its own hard binding, or for an update that of the
/// first standard manifest among its parents.
struct BindingResult {
  const OpenManifest* manifest = nullptr;
  const ClaimedAssertion* assertion = nullptr;
  std::optional<bindings::Outcome> outcome;
};

/// Checks the file's content; the result's statuses are added. Source: C2PA 2.2 section 15.12.
BindingResult check_binding(const Lineage& lineage, const BoundFile& file,
                            const bindings::Effort& effort, std::vector<Status>& statuses);

/// What the specification calls a verdict on a hard binding of this label.
const StatusCode& code_of_binding(std::string_view label, bindings::Verdict verdict);

}  // namespace gg::credentials
