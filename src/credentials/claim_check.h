#pragma once

#include "credentials/lineage.h"

#include <vector>

namespace gg::credentials {

/// What the rules are checked with. The store keeps digests that were worked out.
struct CheckContext {
  ManifestStore& store;
  const Lineage& lineage;
};

/// Checks that what a claim names is there and unchanged, that nothing else is there, and that its
/// redactions are allowed. Source: C2PA 2.2 sections 15.10.2 and 15.10.3.1.
void check_assertions(const CheckContext& context, const OpenManifest& opened,
                      std::vector<Status>& statuses);

/// Checks which assertions a manifest of its type must and may not have.
/// Source: C2PA 2.2 sections 11.2 and 15.10.1.
void check_manifest_type(const CheckContext& context, const OpenManifest& opened,
                         std::vector<Status>& statuses);

/// Checks the actions of a manifest. Source: C2PA 2.2 sections 15.10.3.2.2 and 18.14.
void check_actions(const CheckContext& context, const OpenManifest& opened,
                   std::vector<Status>& statuses);

/// Checks what other standard assertions state, and what they refer to.
/// Source: C2PA 2.2 sections 15.10.3.2.1, .3, .4 and 15.10.3.3.
void check_contents(const CheckContext& context, const OpenManifest& opened,
                    std::vector<Status>& statuses);

/// Checks the references of one manifest to its ingredients; not the ingredients themselves.
/// Source: C2PA 2.2 sections 15.11.3.2 and 15.11.3.3.
void check_ingredient(const CheckContext& context, const IngredientLink& link,
                      std::vector<Status>& statuses);

/// True for an assertion that the specification describes: its rules hold for those alone.
bool is_standard(std::string_view kind);

}  // namespace gg::credentials
