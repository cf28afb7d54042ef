#include "gate/credential_terms.h"

#include "base/sha256.h"

#include <string>
#include <utility>

namespace gg {

CredentialTerms make_credential_terms(std::vector<trust::TrustList> lists, trust::Time at,
                                      trust::LegacyStamps legacy_stamps) {
  // Reports name the lists, so that two of other names are other terms.
  std::string all = legacy_stamps == trust::LegacyStamps::ByList ? "by list\n" : "believed\n";
  for (const auto& list : lists)
    all += list.fingerprint().hex() + ' ' + list.facts().name + '\n' + list.facts().date + '\n';
  return {.store = std::make_shared<const trust::TrustStore>(std::move(lists)),
          .at = at,
          .legacy_stamps = legacy_stamps,
          .digest = sha256_of(all)};
}

bool still_holds(const CredentialBasis& basis, const CredentialTerms* terms) {
  if (terms == nullptr) return basis.terms == Sha256{};
  const auto at = terms->at.time_since_epoch().count();
  return basis.terms == terms->digest && basis.first <= at && at < basis.end;
}

}  // namespace gg
