#pragma once

#include "credentials/status.h"

// Every status that a validation can end in. One row each: what it is called, its kind, where the
// rule stands ("15.6.1": C2PA 2.2; "2.4, …": a version after it; "CAWG …": the identity assertion),
// and what it means to people.
//
// Source: C2PA 2.2 section 15.2.2; those of 2.3 and 2.4 that other validators report; CAWG Identity
// Assertion 1.2. `notChecked` is our own: saying nothing would read as "checked".
namespace gg::credentials::codes {

// clang-format off
inline constexpr StatusCode assertion_accessible{"assertion.accessible", StatusKind::Success, "15.10.4",
    "Data of an assertion that stands elsewhere was there and is what the claim says."};
inline constexpr StatusCode assertion_alternative_content_representation_match{"assertion.alternativeContentRepresentation.match", StatusKind::Success, "2.4",
    "Another form of the content is the one that the claim names."};
inline constexpr StatusCode assertion_bmff_hash_match{"assertion.bmffHash.match", StatusKind::Success, "15.12.2",
    "The boxes of the file are those that were signed."};
inline constexpr StatusCode assertion_boxes_hash_match{"assertion.boxesHash.match", StatusKind::Success, "15.12.3",
    "The parts of the file are those that were signed."};
inline constexpr StatusCode assertion_collection_hash_match{"assertion.collectionHash.match", StatusKind::Success, "15.12.5",
    "The files of the collection are those that were signed."};
inline constexpr StatusCode assertion_data_hash_match{"assertion.dataHash.match", StatusKind::Success, "15.12.1",
    "The bytes of the file are those that were signed."};
inline constexpr StatusCode assertion_hashed_uri_match{"assertion.hashedURI.match", StatusKind::Success, "15.10.3",
    "The assertion is the one that the claim names."};
inline constexpr StatusCode assertion_multi_asset_hash_match{"assertion.multiAssetHash.match", StatusKind::Success, "15.12.4",
    "The part of the file is the one that was signed."};
inline constexpr StatusCode claim_signature_inside_validity{"claimSignature.insideValidity", StatusKind::Success, "15.7",
    "The claim was signed while the certificate was in force."};
inline constexpr StatusCode claim_signature_validated{"claimSignature.validated", StatusKind::Success, "15.7",
    "The signature fits the claim: nothing of the claim was changed since."};
inline constexpr StatusCode ingredient_claim_signature_validated{"ingredient.claimSignature.validated", StatusKind::Success, "15.11.3",
    "The ingredient's signature is the one that its user saw."};
inline constexpr StatusCode ingredient_manifest_validated{"ingredient.manifest.validated", StatusKind::Success, "15.11.3",
    "The ingredient's manifest is the one that its user saw."};
inline constexpr StatusCode signing_credential_ocsp_not_revoked{"signingCredential.ocsp.notRevoked", StatusKind::Success, "15.9",
    "The issuer said that the certificate had not been revoked."};
inline constexpr StatusCode signing_credential_trusted{"signingCredential.trusted", StatusKind::Success, "14.4",
    "The signer is known to a trust list."};
inline constexpr StatusCode time_stamp_trusted{"timeStamp.trusted", StatusKind::Success, "15.8",
    "The time-stamp authority is known to a trust list."};
inline constexpr StatusCode time_stamp_validated{"timeStamp.validated", StatusKind::Success, "15.8",
    "The time stamp fits what was signed."};
inline constexpr StatusCode algorithm_deprecated{"algorithm.deprecated", StatusKind::Informational, "15.4",
    "A hash algorithm is used that is no longer recommended."};
inline constexpr StatusCode assertion_bmff_hash_additional_exclusions_present{"assertion.bmffHash.additionalExclusionsPresent", StatusKind::Informational, "2.4, 18.6",
    "Boxes are left out of the hash beyond those that must be: changes to them would not show."};
inline constexpr StatusCode assertion_data_hash_additional_exclusions_present{"assertion.dataHash.additionalExclusionsPresent", StatusKind::Informational, "2.4, 18.5",
    "Bytes are left out of the hash beyond the credential itself: changes to them would not show."};
inline constexpr StatusCode ingredient_unknown_provenance{"ingredient.unknownProvenance", StatusKind::Informational, "15.11.3",
    "An ingredient brought no credentials of its own."};
inline constexpr StatusCode manifest_unknown_provenance{"manifest.unknownProvenance", StatusKind::Informational, "1.4",
    "An ingredient brought no credentials of its own."};
inline constexpr StatusCode signing_credential_ocsp_inaccessible{"signingCredential.ocsp.inaccessible", StatusKind::Informational, "15.9",
    "The issuer could not be asked whether the certificate was revoked."};
inline constexpr StatusCode signing_credential_ocsp_skipped{"signingCredential.ocsp.skipped", StatusKind::Informational, "15.9",
    "Nobody was asked whether the certificate was revoked: nothing is fetched."};
inline constexpr StatusCode time_of_signing_inside_validity{"timeOfSigning.insideValidity", StatusKind::Informational, "15.8",
    "The time that the signer states lies while the certificate was in force."};
inline constexpr StatusCode time_of_signing_outside_validity{"timeOfSigning.outsideValidity", StatusKind::Informational, "15.8",
    "The time that the signer states lies outside the certificate's time, or after the time stamp."};
inline constexpr StatusCode time_stamp_malformed{"timeStamp.malformed", StatusKind::Informational, "15.8",
    "A time stamp cannot be read."};
inline constexpr StatusCode time_stamp_mismatch{"timeStamp.mismatch", StatusKind::Informational, "15.8",
    "A time stamp belongs to something else."};
inline constexpr StatusCode time_stamp_outside_validity{"timeStamp.outsideValidity", StatusKind::Informational, "15.8",
    "A time stamp was made outside the time of its authority's certificate."};
inline constexpr StatusCode time_stamp_untrusted{"timeStamp.untrusted", StatusKind::Informational, "15.8",
    "A time-stamp authority is on no trust list: its time does not count."};
inline constexpr StatusCode algorithm_unsupported{"algorithm.unsupported", StatusKind::Failure, "15.4",
    "A hash or signature algorithm is used that may not be, or none is named."};
inline constexpr StatusCode assertion_action_ingredient_mismatch{"assertion.action.ingredientMismatch", StatusKind::Failure, "15.10.3.2.2",
    "An action needs an ingredient, and names none that fits."};
inline constexpr StatusCode assertion_action_malformed{"assertion.action.malformed", StatusKind::Failure, "15.10.3.2.2",
    "The list of actions is not as it must be."};
inline constexpr StatusCode assertion_action_redacted{"assertion.action.redacted", StatusKind::Failure, "15.10.3",
    "A list of actions was redacted, which is not allowed."};
inline constexpr StatusCode assertion_action_redaction_mismatch{"assertion.action.redactionMismatch", StatusKind::Failure, "15.10.3.2.2",
    "An action says that something was redacted, and does not name what."};
inline constexpr StatusCode assertion_alternative_content_representation_hash_mismatch{"assertion.alternativeContentRepresentation.hashMismatch", StatusKind::Failure, "2.4",
    "Another form of the content is not the one that the claim names."};
inline constexpr StatusCode assertion_alternative_content_representation_malformed{"assertion.alternativeContentRepresentation.malformed", StatusKind::Failure, "2.4",
    "A statement of another form of the content cannot be read."};
inline constexpr StatusCode assertion_alternative_content_representation_missing{"assertion.alternativeContentRepresentation.missing", StatusKind::Failure, "2.4",
    "Another form of the content is not there."};
inline constexpr StatusCode assertion_bmff_hash_malformed{"assertion.bmffHash.malformed", StatusKind::Failure, "15.12.2",
    "What binds the credential to the file's boxes cannot be read."};
inline constexpr StatusCode assertion_bmff_hash_mismatch{"assertion.bmffHash.mismatch", StatusKind::Failure, "15.12.2",
    "The file was changed after it was signed."};
inline constexpr StatusCode assertion_boxes_hash_malformed{"assertion.boxesHash.malformed", StatusKind::Failure, "15.12.3",
    "What binds the credential to the file's parts cannot be read."};
inline constexpr StatusCode assertion_boxes_hash_mismatch{"assertion.boxesHash.mismatch", StatusKind::Failure, "15.12.3",
    "The file was changed after it was signed."};
inline constexpr StatusCode assertion_boxes_hash_unknown_box{"assertion.boxesHash.unknownBox", StatusKind::Failure, "15.12.3",
    "The file has a part that was not there when it was signed."};
inline constexpr StatusCode assertion_cbor_invalid{"assertion.cbor.invalid", StatusKind::Failure, "15.10.3",
    "An assertion is not well-formed CBOR."};
inline constexpr StatusCode assertion_cloud_data_actions{"assertion.cloud-data.actions", StatusKind::Failure, "15.10.3.2.1",
    "An update brings actions from elsewhere, which is not allowed."};
inline constexpr StatusCode assertion_cloud_data_hard_binding{"assertion.cloud-data.hardBinding", StatusKind::Failure, "15.10.3.2.1",
    "What binds the credential to the file stands elsewhere, which is not allowed."};
inline constexpr StatusCode assertion_cloud_data_malformed{"assertion.cloud-data.malformed", StatusKind::Failure, "15.10.3.2.1",
    "A reference to data elsewhere is not complete."};
inline constexpr StatusCode assertion_collection_hash_incorrect_file_count{"assertion.collectionHash.incorrectFileCount", StatusKind::Failure, "15.12.5",
    "The collection has other files than when it was signed."};
inline constexpr StatusCode assertion_collection_hash_invalid_uri{"assertion.collectionHash.invalidURI", StatusKind::Failure, "15.12.5",
    "The collection names a file outside itself."};
inline constexpr StatusCode assertion_collection_hash_malformed{"assertion.collectionHash.malformed", StatusKind::Failure, "15.12.5",
    "What binds the credential to the collection cannot be read."};
inline constexpr StatusCode assertion_collection_hash_mismatch{"assertion.collectionHash.mismatch", StatusKind::Failure, "15.12.5",
    "A file of the collection was changed after it was signed."};
inline constexpr StatusCode assertion_data_hash_malformed{"assertion.dataHash.malformed", StatusKind::Failure, "15.12.1",
    "What binds the credential to the file's bytes cannot be read."};
inline constexpr StatusCode assertion_data_hash_mismatch{"assertion.dataHash.mismatch", StatusKind::Failure, "15.12.1",
    "The file was changed after it was signed."};
inline constexpr StatusCode assertion_data_hash_redacted{"assertion.dataHash.redacted", StatusKind::Failure, "15.10.3",
    "What binds the credential to the file was redacted, which is not allowed."};
inline constexpr StatusCode assertion_external_reference_created{"assertion.external-reference.created", StatusKind::Failure, "2.4",
    "A reference elsewhere is listed as made by the signer, which is not allowed."};
inline constexpr StatusCode assertion_external_reference_hash_mismatch{"assertion.external-reference.hashMismatch", StatusKind::Failure, "2.4",
    "What a reference elsewhere gave is not what was signed."};
inline constexpr StatusCode assertion_external_reference_label_mismatch{"assertion.external-reference.labelMismatch", StatusKind::Failure, "2.4",
    "A reference elsewhere names another kind of assertion."};
inline constexpr StatusCode assertion_external_reference_malformed{"assertion.external-reference.malformed", StatusKind::Failure, "2.4",
    "A reference elsewhere is not complete."};
inline constexpr StatusCode assertion_hard_binding_redacted{"assertion.hardBinding.redacted", StatusKind::Failure, "2.4, 15.10.3",
    "What binds the credential to the file was redacted, which is not allowed."};
inline constexpr StatusCode assertion_hashed_uri_mismatch{"assertion.hashedURI.mismatch", StatusKind::Failure, "15.10.3",
    "An assertion was changed after it was signed."};
inline constexpr StatusCode assertion_inaccessible{"assertion.inaccessible", StatusKind::Failure, "15.10.4",
    "An assertion stands elsewhere and could not be had."};
inline constexpr StatusCode assertion_ingredient_malformed{"assertion.ingredient.malformed", StatusKind::Failure, "15.11.3",
    "A statement of an ingredient is not as it must be."};
inline constexpr StatusCode assertion_json_invalid{"assertion.json.invalid", StatusKind::Failure, "15.10.3",
    "An assertion is not well-formed JSON."};
inline constexpr StatusCode assertion_metadata_disallowed{"assertion.metadata.disallowed", StatusKind::Failure, "15.10.3.2.3",
    "A metadata assertion states a field that it may not."};
inline constexpr StatusCode assertion_missing{"assertion.missing", StatusKind::Failure, "15.10.3",
    "An assertion that the claim names is not there."};
inline constexpr StatusCode assertion_multi_asset_hash_malformed{"assertion.multiAssetHash.malformed", StatusKind::Failure, "15.12.4",
    "What binds the credential to the parts of the file cannot be read."};
inline constexpr StatusCode assertion_multi_asset_hash_missing_part{"assertion.multiAssetHash.missingPart", StatusKind::Failure, "15.12.4",
    "A part of the file is not there."};
inline constexpr StatusCode assertion_multi_asset_hash_mismatch{"assertion.multiAssetHash.mismatch", StatusKind::Failure, "15.12.4",
    "A part of the file was changed after it was signed."};
inline constexpr StatusCode assertion_multiple_hard_bindings{"assertion.multipleHardBindings", StatusKind::Failure, "15.10.1.2",
    "More than one assertion binds the credential to the file."};
inline constexpr StatusCode assertion_not_redacted{"assertion.notRedacted", StatusKind::Failure, "15.11.3",
    "An assertion that is said to be redacted is still there."};
inline constexpr StatusCode assertion_outside_manifest{"assertion.outsideManifest", StatusKind::Failure, "15.10.3",
    "The claim names an assertion that stands in another manifest."};
inline constexpr StatusCode assertion_required_missing{"assertion.required.missing", StatusKind::Failure, "15.10",
    "An assertion that must be there is not, or cannot be read."};
inline constexpr StatusCode assertion_self_redacted{"assertion.selfRedacted", StatusKind::Failure, "15.10.3",
    "The claim redacts an assertion of its own, which is not allowed."};
inline constexpr StatusCode assertion_timestamp_malformed{"assertion.timestamp.malformed", StatusKind::Failure, "15.10.3.2.4",
    "A time-stamp assertion is not as it must be."};
inline constexpr StatusCode assertion_undeclared{"assertion.undeclared", StatusKind::Failure, "15.10.3",
    "An assertion is there that nobody signed."};
inline constexpr StatusCode claim_cbor_invalid{"claim.cbor.invalid", StatusKind::Failure, "15.6.2",
    "The claim is not well-formed CBOR."};
inline constexpr StatusCode claim_hard_bindings_missing{"claim.hardBindings.missing", StatusKind::Failure, "15.10.1.2",
    "Nothing binds the credential to a file."};
inline constexpr StatusCode claim_malformed{"claim.malformed", StatusKind::Failure, "15.6.2",
    "The claim lacks what a claim must state."};
inline constexpr StatusCode claim_missing{"claim.missing", StatusKind::Failure, "15.6.1",
    "A manifest holds no claim."};
inline constexpr StatusCode claim_multiple{"claim.multiple", StatusKind::Failure, "15.6.1",
    "A manifest holds more than one claim."};
inline constexpr StatusCode claim_required_missing{"claim.required.missing", StatusKind::Failure, "15.6",
    "A claim that must be there is not."};
inline constexpr StatusCode claim_signature_mismatch{"claimSignature.mismatch", StatusKind::Failure, "15.7",
    "The signature does not fit the claim: one of the two was changed."};
inline constexpr StatusCode claim_signature_missing{"claimSignature.missing", StatusKind::Failure, "15.7",
    "The claim has no signature."};
inline constexpr StatusCode claim_signature_outside_validity{"claimSignature.outsideValidity", StatusKind::Failure, "15.7",
    "The claim was signed when the certificate was not in force, or nothing proves that it was."};
inline constexpr StatusCode general_error{"general.error", StatusKind::Failure, "15.2.2.3",
    "The credentials are damaged: they cannot be read."};
inline constexpr StatusCode hashed_uri_mismatch{"hashedURI.mismatch", StatusKind::Failure, "15.10.3.3",
    "Something that an assertion refers to was changed after it was signed."};
inline constexpr StatusCode hashed_uri_missing{"hashedURI.missing", StatusKind::Failure, "15.10.3.3",
    "Something that an assertion refers to is not there."};
inline constexpr StatusCode ingredient_claim_signature_mismatch{"ingredient.claimSignature.mismatch", StatusKind::Failure, "15.11.3",
    "The ingredient's signature is not the one that its user saw."};
inline constexpr StatusCode ingredient_claim_signature_missing{"ingredient.claimSignature.missing", StatusKind::Failure, "15.11.3",
    "The ingredient's signature is not there."};
inline constexpr StatusCode ingredient_manifest_mismatch{"ingredient.manifest.mismatch", StatusKind::Failure, "15.11.3",
    "The ingredient's manifest is not the one that its user saw."};
inline constexpr StatusCode ingredient_manifest_missing{"ingredient.manifest.missing", StatusKind::Failure, "15.11.3",
    "The ingredient's manifest is not there."};
inline constexpr StatusCode manifest_compressed_invalid{"manifest.compressed.invalid", StatusKind::Failure, "15.5.4",
    "A compressed manifest cannot be unpacked."};
inline constexpr StatusCode manifest_inaccessible{"manifest.inaccessible", StatusKind::Failure, "15.5.3",
    "The credentials are said to stand elsewhere, and could not be had there."};
inline constexpr StatusCode manifest_multiple_parents{"manifest.multipleParents", StatusKind::Failure, "15.10.1.2",
    "A manifest names more than one parent."};
inline constexpr StatusCode manifest_timestamp_invalid{"manifest.timestamp.invalid", StatusKind::Failure, "11.2.5",
    "A time-stamp manifest states more than a time."};
inline constexpr StatusCode manifest_timestamp_wrong_parents{"manifest.timestamp.wrongParents", StatusKind::Failure, "11.2.5",
    "A time-stamp manifest has not exactly one parent."};
inline constexpr StatusCode manifest_unreferenced{"manifest.unreferenced", StatusKind::Failure, "2.4",
    "A manifest is there that nothing refers to."};
inline constexpr StatusCode manifest_update_invalid{"manifest.update.invalid", StatusKind::Failure, "15.10.1.3",
    "An update changes more than an update may."};
inline constexpr StatusCode manifest_update_wrong_parents{"manifest.update.wrongParents", StatusKind::Failure, "15.10.1.3",
    "An update has not exactly one parent."};
inline constexpr StatusCode signing_credential_expired{"signingCredential.expired", StatusKind::Failure, "2.0, 15.7",
    "The certificate had run out, and no trusted time stamp proves that the claim is older."};
inline constexpr StatusCode signing_credential_invalid{"signingCredential.invalid", StatusKind::Failure, "14.5.1",
    "The certificate is not one that may sign content credentials."};
inline constexpr StatusCode signing_credential_ocsp_revoked{"signingCredential.ocsp.revoked", StatusKind::Failure, "15.9",
    "The certificate was revoked by its issuer."};
inline constexpr StatusCode signing_credential_ocsp_unknown{"signingCredential.ocsp.unknown", StatusKind::Failure, "15.9",
    "The issuer does not know the certificate."};
inline constexpr StatusCode signing_credential_untrusted{"signingCredential.untrusted", StatusKind::Failure, "14.4",
    "The signer is on no trust list: anybody can make such a certificate."};
inline constexpr StatusCode cawg_identity_well_formed{"cawg.identity.well-formed", StatusKind::Success, "CAWG 1.2 7",
    "A named actor's statement is complete and belongs to this claim."};
inline constexpr StatusCode cawg_x509_credential_trusted{"cawg.x509.credential.trusted", StatusKind::Success, "CAWG 1.2 8.2",
    "The named actor's certificate is known to a trust list."};
inline constexpr StatusCode cawg_x509_signature_validated{"cawg.x509.signature.validated", StatusKind::Success, "CAWG 1.2 8.2",
    "The named actor signed the statement."};
inline constexpr StatusCode cawg_ica_credential_valid{"cawg.ica.credential_valid", StatusKind::Success, "CAWG 1.2 8.1",
    "The aggregator signed what it says of the named actor."};
inline constexpr StatusCode cawg_ica_time_stamp_validated{"cawg.ica.time_stamp.validated", StatusKind::Success, "CAWG 1.2 8.1",
    "The time stamp of the aggregator's statement fits."};
inline constexpr StatusCode cawg_ica_untrusted_issuer{"cawg.ica.untrusted_issuer", StatusKind::Informational, "CAWG 1.2 8.1",
    "The aggregator is on no list: anybody can vouch like this."};
inline constexpr StatusCode cawg_ica_invalid_alg{"cawg.ica.invalid_alg", StatusKind::Failure, "CAWG 1.2 8.1",
    "The aggregator's statement is signed in a way that is not allowed."};
inline constexpr StatusCode cawg_ica_invalid_content_type{"cawg.ica.invalid_content_type", StatusKind::Failure, "CAWG 1.2 8.1",
    "The aggregator's statement does not say that it is a verifiable credential."};
inline constexpr StatusCode cawg_ica_invalid_cose_sign1{"cawg.ica.invalid_cose_sign1", StatusKind::Failure, "CAWG 1.2 8.1",
    "The aggregator's statement cannot be read."};
inline constexpr StatusCode cawg_ica_invalid_issuer{"cawg.ica.invalid_issuer", StatusKind::Failure, "CAWG 1.2 8.1",
    "The aggregator is not named in a way that is known."};
inline constexpr StatusCode cawg_ica_invalid_verifiable_credential{"cawg.ica.invalid_verifiable_credential", StatusKind::Failure, "CAWG 1.2 8.1",
    "The aggregator's statement is no verifiable credential."};
inline constexpr StatusCode cawg_ica_signature_mismatch{"cawg.ica.signature_mismatch", StatusKind::Failure, "CAWG 1.2 8.1",
    "The aggregator's signature does not fit its statement."};
inline constexpr StatusCode cawg_ica_signer_payload_mismatch{"cawg.ica.signer_payload.mismatch", StatusKind::Failure, "CAWG 1.2 8.1",
    "The aggregator vouches for another file."};
inline constexpr StatusCode cawg_ica_time_stamp_invalid{"cawg.ica.time_stamp.invalid", StatusKind::Failure, "CAWG 1.2 8.1",
    "The time stamp of the aggregator's statement does not hold."};
inline constexpr StatusCode cawg_ica_valid_from_invalid{"cawg.ica.valid_from.invalid", StatusKind::Failure, "CAWG 1.2 8.1",
    "The aggregator's statement was not yet in force."};
inline constexpr StatusCode cawg_ica_valid_from_missing{"cawg.ica.valid_from.missing", StatusKind::Failure, "CAWG 1.2 8.1",
    "The aggregator's statement does not say since when it holds."};
inline constexpr StatusCode cawg_ica_valid_until_invalid{"cawg.ica.valid_until.invalid", StatusKind::Failure, "CAWG 1.2 8.1",
    "The aggregator's statement had run out."};
inline constexpr StatusCode cawg_ica_not_checked{"cawg.ica.notChecked", StatusKind::Informational, "CAWG 1.2 8.1",
    "An identity that an aggregator vouches for is listed, and was not checked."};
inline constexpr StatusCode cawg_identity_assertion_duplicate{"cawg.identity.assertion.duplicate", StatusKind::Failure, "CAWG 1.2 7",
    "A named actor's statement refers to the same assertion twice."};
inline constexpr StatusCode cawg_identity_assertion_mismatch{"cawg.identity.assertion.mismatch", StatusKind::Failure, "CAWG 1.2 7",
    "A named actor's statement refers to an assertion that the claim does not name."};
inline constexpr StatusCode cawg_identity_cbor_invalid{"cawg.identity.cbor.invalid", StatusKind::Failure, "CAWG 1.2 7",
    "A named actor's statement cannot be read."};
inline constexpr StatusCode cawg_identity_hard_binding_missing{"cawg.identity.hard_binding_missing", StatusKind::Failure, "CAWG 1.2 7",
    "A named actor's statement is not bound to the file."};
inline constexpr StatusCode cawg_identity_pad_invalid{"cawg.identity.pad.invalid", StatusKind::Failure, "CAWG 1.2 7",
    "The filling of a named actor's statement is not empty."};
inline constexpr StatusCode cawg_identity_sig_type_unknown{"cawg.identity.sig_type.unknown", StatusKind::Failure, "CAWG 1.2 7",
    "A named actor's statement is signed in a way that is not known."};
inline constexpr StatusCode cawg_x509_credential_expired{"cawg.x509.credential.expired", StatusKind::Failure, "CAWG 1.2 8.2",
    "The named actor's certificate had run out."};
inline constexpr StatusCode cawg_x509_credential_invalid{"cawg.x509.credential.invalid", StatusKind::Failure, "CAWG 1.2 8.2",
    "The named actor's certificate is not one that may sign."};
inline constexpr StatusCode cawg_x509_credential_untrusted{"cawg.x509.credential.untrusted", StatusKind::Failure, "CAWG 1.2 8.2",
    "The named actor's certificate is on no trust list."};
inline constexpr StatusCode cawg_x509_signature_mismatch{"cawg.x509.signature.mismatch", StatusKind::Failure, "CAWG 1.2 8.2",
    "The named actor's signature does not fit the statement."};
// clang-format on

}  // namespace gg::credentials::codes
