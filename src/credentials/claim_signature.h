#pragma once

#include "credentials/lineage.h"
#include "trust/signature_check.h"

#include <memory>
#include <vector>

namespace gg::credentials {

/// Whom a validation believes, and as of when. *value, of views*
struct TrustTerms {
  const trust::TrustStore& store;
  trust::Time at;  ///< The clock. Never read from the system here.
  trust::LegacyStamps legacy_stamps = trust::LegacyStamps::Believed;
};

/// Checks the signature of a manifest's claim; what it found is added to `statuses`. Nothing when
/// there is no signature to check. Source: C2PA 2.2 sections 15.7 to 15.9.
std::shared_ptr<const trust::SignatureCheck> check_claim_signature(
    const ManifestStore& store, const Lineage& lineage, const OpenManifest& opened,
    const TrustTerms& terms, trust::SignatureBudget& budget, std::vector<Status>& statuses);

/// How OpenSSL-free words say when: "2026-11-27T10:00:00Z".
std::string time_text(trust::Time at);

}  // namespace gg::credentials
