#include "credentials/status.h"

#include "credentials/codes.h"

#include <algorithm>
#include <array>

namespace gg::credentials {
namespace {

constexpr std::array all{
    &codes::assertion_accessible,
    &codes::assertion_alternative_content_representation_match,
    &codes::assertion_bmff_hash_match,
    &codes::assertion_boxes_hash_match,
    &codes::assertion_collection_hash_match,
    &codes::assertion_data_hash_match,
    &codes::assertion_hashed_uri_match,
    &codes::assertion_multi_asset_hash_match,
    &codes::claim_signature_inside_validity,
    &codes::claim_signature_validated,
    &codes::ingredient_claim_signature_validated,
    &codes::ingredient_manifest_validated,
    &codes::signing_credential_ocsp_not_revoked,
    &codes::signing_credential_trusted,
    &codes::time_stamp_trusted,
    &codes::time_stamp_validated,
    &codes::algorithm_deprecated,
    &codes::assertion_bmff_hash_additional_exclusions_present,
    &codes::assertion_data_hash_additional_exclusions_present,
    &codes::ingredient_unknown_provenance,
    &codes::manifest_unknown_provenance,
    &codes::signing_credential_ocsp_inaccessible,
    &codes::signing_credential_ocsp_skipped,
    &codes::time_of_signing_inside_validity,
    &codes::time_of_signing_outside_validity,
    &codes::time_stamp_malformed,
    &codes::time_stamp_mismatch,
    &codes::time_stamp_outside_validity,
    &codes::time_stamp_untrusted,
    &codes::algorithm_unsupported,
    &codes::assertion_action_ingredient_mismatch,
    &codes::assertion_action_malformed,
    &codes::assertion_action_redacted,
    &codes::assertion_action_redaction_mismatch,
    &codes::assertion_alternative_content_representation_hash_mismatch,
    &codes::assertion_alternative_content_representation_malformed,
    &codes::assertion_alternative_content_representation_missing,
    &codes::assertion_bmff_hash_malformed,
    &codes::assertion_bmff_hash_mismatch,
    &codes::assertion_boxes_hash_malformed,
    &codes::assertion_boxes_hash_mismatch,
    &codes::assertion_boxes_hash_unknown_box,
    &codes::assertion_cbor_invalid,
    &codes::assertion_cloud_data_actions,
    &codes::assertion_cloud_data_hard_binding,
    &codes::assertion_cloud_data_malformed,
    &codes::assertion_collection_hash_incorrect_file_count,
    &codes::assertion_collection_hash_invalid_uri,
    &codes::assertion_collection_hash_malformed,
    &codes::assertion_collection_hash_mismatch,
    &codes::assertion_data_hash_malformed,
    &codes::assertion_data_hash_mismatch,
    &codes::assertion_data_hash_redacted,
    &codes::assertion_external_reference_created,
    &codes::assertion_external_reference_hash_mismatch,
    &codes::assertion_external_reference_label_mismatch,
    &codes::assertion_external_reference_malformed,
    &codes::assertion_hard_binding_redacted,
    &codes::assertion_hashed_uri_mismatch,
    &codes::assertion_inaccessible,
    &codes::assertion_ingredient_malformed,
    &codes::assertion_json_invalid,
    &codes::assertion_metadata_disallowed,
    &codes::assertion_missing,
    &codes::assertion_multi_asset_hash_malformed,
    &codes::assertion_multi_asset_hash_missing_part,
    &codes::assertion_multi_asset_hash_mismatch,
    &codes::assertion_multiple_hard_bindings,
    &codes::assertion_not_redacted,
    &codes::assertion_outside_manifest,
    &codes::assertion_required_missing,
    &codes::assertion_self_redacted,
    &codes::assertion_timestamp_malformed,
    &codes::assertion_undeclared,
    &codes::claim_cbor_invalid,
    &codes::claim_hard_bindings_missing,
    &codes::claim_malformed,
    &codes::claim_missing,
    &codes::claim_multiple,
    &codes::claim_required_missing,
    &codes::claim_signature_mismatch,
    &codes::claim_signature_missing,
    &codes::claim_signature_outside_validity,
    &codes::general_error,
    &codes::hashed_uri_mismatch,
    &codes::hashed_uri_missing,
    &codes::ingredient_claim_signature_mismatch,
    &codes::ingredient_claim_signature_missing,
    &codes::ingredient_manifest_mismatch,
    &codes::ingredient_manifest_missing,
    &codes::manifest_compressed_invalid,
    &codes::manifest_inaccessible,
    &codes::manifest_multiple_parents,
    &codes::manifest_timestamp_invalid,
    &codes::manifest_timestamp_wrong_parents,
    &codes::manifest_unreferenced,
    &codes::manifest_update_invalid,
    &codes::manifest_update_wrong_parents,
    &codes::signing_credential_expired,
    &codes::signing_credential_invalid,
    &codes::signing_credential_ocsp_revoked,
    &codes::signing_credential_ocsp_unknown,
    &codes::signing_credential_untrusted,
    &codes::cawg_identity_well_formed,
    &codes::cawg_x509_credential_trusted,
    &codes::cawg_x509_signature_validated,
    &codes::cawg_ica_credential_valid,
    &codes::cawg_ica_time_stamp_validated,
    &codes::cawg_ica_untrusted_issuer,
    &codes::cawg_ica_invalid_alg,
    &codes::cawg_ica_invalid_content_type,
    &codes::cawg_ica_invalid_cose_sign1,
    &codes::cawg_ica_invalid_issuer,
    &codes::cawg_ica_invalid_verifiable_credential,
    &codes::cawg_ica_signature_mismatch,
    &codes::cawg_ica_signer_payload_mismatch,
    &codes::cawg_ica_time_stamp_invalid,
    &codes::cawg_ica_valid_from_invalid,
    &codes::cawg_ica_valid_from_missing,
    &codes::cawg_ica_valid_until_invalid,
    &codes::cawg_ica_not_checked,
    &codes::cawg_identity_assertion_duplicate,
    &codes::cawg_identity_assertion_mismatch,
    &codes::cawg_identity_cbor_invalid,
    &codes::cawg_identity_hard_binding_missing,
    &codes::cawg_identity_pad_invalid,
    &codes::cawg_identity_sig_type_unknown,
    &codes::cawg_x509_credential_expired,
    &codes::cawg_x509_credential_invalid,
    &codes::cawg_x509_credential_untrusted,
    &codes::cawg_x509_signature_mismatch,
};

}  // namespace

std::span<const StatusCode* const> all_codes() { return all; }

const StatusCode* find_code(std::string_view text) {
  const auto found = std::ranges::find(all, text, [](const auto* each) { return each->text; });
  return found == all.end() ? nullptr : *found;
}

std::string_view to_text(StatusKind kind) {
  switch (kind) {
    case StatusKind::Success:
      return "success";
    case StatusKind::Informational:
      return "informational";
    case StatusKind::Failure:
      return "failure";
  }
  return {};
}

}  // namespace gg::credentials
