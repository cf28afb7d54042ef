#include "bindings/check.h"
#include "credentials/claim_check.h"
#include "credentials/codes.h"

#include <algorithm>
#include <array>

namespace gg::credentials {
namespace {

/// What an update may say was done. Source: C2PA 2.2 section 11.2.3.
constexpr std::array<std::string_view, 4> update_actions{"c2pa.edited.metadata", "c2pa.opened",
                                                         "c2pa.published", "c2pa.redacted"};

std::size_t count_parents(const CheckContext& context, const OpenManifest& opened) {
  const auto links = context.lineage.links_of(opened);
  return static_cast<std::size_t>(std::ranges::count_if(
      links, [](const IngredientLink* link) { return link->relationship == "parentOf"; }));
}

void check_standard(const CheckContext& context, const OpenManifest& opened,
                    std::vector<Status>& statuses) {
  const auto bindings = std::ranges::count_if(opened.assertions, [](const auto& assertion) {
    return bindings::is_hard_binding(assertion.kind);
  });
  if (bindings > 1)
    statuses.push_back({&codes::assertion_multiple_hard_bindings, opened.claim->uri,
                        std::to_string(bindings) + " hard bindings"});
  const auto parents = count_parents(context, opened);
  if (parents > 1)
    statuses.push_back({&codes::manifest_multiple_parents, opened.claim->uri,
                        std::to_string(parents) + " parents"});
}

/// What an update may not say, in words; empty when it may.
std::string why_not_in_update(const ClaimedAssertion& assertion) {
  if (bindings::is_hard_binding(assertion.kind)) return "a hard binding";
  if (assertion.kind == "c2pa.hash.multi-asset") return "a multi-asset hash";
  if (assertion.kind.starts_with("c2pa.thumbnail.")) return "a thumbnail";
  if (!is_of_family(assertion.kind, "c2pa.actions") || assertion.map() == nullptr) return {};
  for (const auto& item : assertion.map()->array_at("actions")) {
    const auto action = item.untagged().text_at("action");
    if (std::ranges::find(update_actions, action) == update_actions.end())
      return "the action " + std::string(action);
  }
  return {};
}

void check_update(const CheckContext& context, const OpenManifest& opened,
                  std::vector<Status>& statuses) {
  const auto links = context.lineage.links_of(opened);
  if (links.size() != 1 || count_parents(context, opened) != 1)
    statuses.push_back({&codes::manifest_update_wrong_parents, opened.claim->uri,
                        "an update has one ingredient, its parent; this has " +
                            std::to_string(links.size()) + " ingredients"});
  for (const auto& assertion : opened.assertions)
    if (const auto why = why_not_in_update(assertion); !why.empty())
      statuses.push_back({&codes::manifest_update_invalid, opened.claim->uri,
                          "an update may not have " + why + ": " + assertion.label});
}

void check_time_stamp_manifest(const CheckContext& context, const OpenManifest& opened,
                               std::vector<Status>& statuses) {
  if (count_parents(context, opened) != 1)
    statuses.push_back({&codes::manifest_timestamp_wrong_parents, opened.claim->uri,
                        "a time-stamp manifest has one parent"});
  for (const auto& assertion : opened.assertions)
    if (!is_of_family(assertion.kind, "c2pa.ingredient"))
      statuses.push_back({&codes::manifest_timestamp_invalid, opened.claim->uri,
                          "a time-stamp manifest may not have " + assertion.label});
}

}  // namespace

void check_manifest_type(const CheckContext& context, const OpenManifest& opened,
                         std::vector<Status>& statuses) {
  switch (opened.manifest->type) {
    case ManifestType::Standard:
      return check_standard(context, opened, statuses);
    case ManifestType::Update:
      return check_update(context, opened, statuses);
    case ManifestType::TimeStamp:
      return check_time_stamp_manifest(context, opened, statuses);
  }
}

}  // namespace gg::credentials
