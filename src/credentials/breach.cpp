#include "credentials/breach.h"

#include "credentials/codes.h"
#include "credentials/deltas.h"

#include <algorithm>
#include <array>

namespace gg::credentials {
namespace {

constexpr std::array expiry_codes{
    &codes::claim_signature_outside_validity, &codes::signing_credential_expired,
    &codes::cawg_x509_credential_expired, &codes::cawg_ica_valid_until_invalid};

/// Failures of what was signed as it stands: what the signer stated is there unchanged.
constexpr std::array rule_codes{&codes::assertion_action_ingredient_mismatch,
                                &codes::assertion_action_malformed,
                                &codes::assertion_action_redacted,
                                &codes::assertion_action_redaction_mismatch,
                                &codes::assertion_alternative_content_representation_malformed,
                                &codes::assertion_cbor_invalid,
                                &codes::assertion_cloud_data_actions,
                                &codes::assertion_cloud_data_hard_binding,
                                &codes::assertion_cloud_data_malformed,
                                &codes::assertion_external_reference_created,
                                &codes::assertion_external_reference_label_mismatch,
                                &codes::assertion_external_reference_malformed,
                                &codes::assertion_inaccessible,
                                &codes::assertion_ingredient_malformed,
                                &codes::assertion_json_invalid,
                                &codes::assertion_metadata_disallowed,
                                &codes::assertion_multiple_hard_bindings,
                                &codes::assertion_required_missing,
                                &codes::assertion_self_redacted,
                                &codes::assertion_timestamp_malformed,
                                &codes::claim_malformed,
                                &codes::claim_required_missing,
                                &codes::manifest_multiple_parents,
                                &codes::manifest_timestamp_invalid,
                                &codes::manifest_timestamp_wrong_parents,
                                &codes::manifest_unreferenced,
                                &codes::manifest_update_invalid,
                                &codes::manifest_update_wrong_parents,
                                &codes::signing_credential_invalid,
                                &codes::signing_credential_ocsp_revoked,
                                &codes::signing_credential_ocsp_unknown};

/// A code that is on no list is taken for the worst. What a named actor says is none of the
/// signer's business: that it fails breaks a rule, and leaves the claim as it was signed.
Breach breach_of_status(const Status& status) {
  if (!is_fatal(status)) return Breach::None;
  if (std::ranges::find(expiry_codes, status.code) != expiry_codes.end()) return Breach::Expired;
  const bool is_rule = status.code->text.starts_with("cawg.") ||
                       std::ranges::find(rule_codes, status.code) != rule_codes.end();
  return is_rule ? Breach::Rules : Breach::Tampered;
}

Breach worst_of(const std::vector<Status>& statuses) {
  auto worst = Breach::None;
  for (const auto& status : statuses) worst = std::max(worst, breach_of_status(status));
  return worst;
}

bool is_of_absent_segments(const CredentialReport& report, const Status& status) {
  return report.binding && report.binding->lacks_segments && report.binding->problems.size() == 1 &&
         status.code == &codes::assertion_bmff_hash_mismatch && status.url == report.binding_uri;
}

}  // namespace

Breach breach_of(const CredentialReport& report) {
  auto worst = Breach::None;
  for (const auto& status : report.active)
    if (!is_of_absent_segments(report, status)) worst = std::max(worst, breach_of_status(status));
  for (const auto& delta : report.deltas) worst = std::max(worst, worst_of(delta.statuses));
  return worst;
}

bool lacks_only_segments(const CredentialReport& report) {
  return report.binding && report.binding->lacks_segments && breach_of(report) == Breach::None;
}

Breach breach_of(const ManifestResult& manifest) { return worst_of(manifest.failures); }

}  // namespace gg::credentials
