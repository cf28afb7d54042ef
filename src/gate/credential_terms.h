#pragma once

#include "base/digest.h"
#include "gate/file_report.h"
#include "trust/signature_check.h"

#include <functional>
#include <memory>
#include <vector>

namespace gg {

/// Whom a scan believes about content credentials, and as of when. *value*, const is thread-safe
struct CredentialTerms {
  trust::Time at;  ///< The clock. Never read from the system here.
  trust::LegacyStamps legacy_stamps = trust::LegacyStamps::Believed;

  /// The lists, ready for use.
  [[nodiscard]] const trust::TrustStore& store() const;
  /// Of everything but the time.
  [[nodiscard]] const Sha256& digest() const;

  /// Lists, and what is made of them when it is first asked for.
  class Lists;
  std::shared_ptr<const Lists> lists;
};

/// Gives lists. Called once, and only if a file has credentials: most scans need none.
using GiveLists = std::function<std::vector<trust::TrustList>()>;

/// Terms with the lists that `give` gives, which are parsed once for all files.
CredentialTerms make_credential_terms(
    GiveLists give, trust::Time at,
    trust::LegacyStamps legacy_stamps = trust::LegacyStamps::Believed);

/// The same with lists that are there.
CredentialTerms make_credential_terms(
    std::vector<trust::TrustList> lists, trust::Time at,
    trust::LegacyStamps legacy_stamps = trust::LegacyStamps::Believed);

/// Whether a result that rests on `basis` is that of `terms`; null where credentials are listed
/// only.
bool still_holds(const CredentialBasis& basis, const CredentialTerms* terms);

}  // namespace gg
