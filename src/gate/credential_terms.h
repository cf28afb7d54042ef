#pragma once

#include "base/digest.h"
#include "gate/file_report.h"
#include "trust/signature_check.h"

#include <memory>
#include <vector>

namespace gg {

/// Whom a scan believes about content credentials, and as of when. *value*, const is thread-safe
struct CredentialTerms {
  std::shared_ptr<const trust::TrustStore> store;
  trust::Time at;  ///< The clock. Never read from the system here.
  trust::LegacyStamps legacy_stamps = trust::LegacyStamps::Believed;
  Sha256 digest;  ///< Of everything but the time.
};

/// Terms with these lists, which are parsed once for all files.
CredentialTerms make_credential_terms(
    std::vector<trust::TrustList> lists, trust::Time at,
    trust::LegacyStamps legacy_stamps = trust::LegacyStamps::Believed);

/// Whether a result that rests on `basis` is that of `terms`; null where credentials are listed
/// only.
bool still_holds(const CredentialBasis& basis, const CredentialTerms* terms);

}  // namespace gg
