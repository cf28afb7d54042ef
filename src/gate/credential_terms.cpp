#include "gate/credential_terms.h"

#include "base/sha256.h"

#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace gg {

class CredentialTerms::Lists {
 public:
  Lists(GiveLists give, trust::LegacyStamps legacy_stamps)
      : give_(std::move(give)), legacy_stamps_(legacy_stamps) {}

  [[nodiscard]] const trust::TrustStore& store() const {
    make();
    return *store_;
  }
  [[nodiscard]] const Sha256& digest() const {
    make();
    return digest_;
  }

 private:
  void make() const {
    std::call_once(made_, [this] {
      auto given = give_();
      // Reports name the lists, so that two of other names are other terms.
      std::string all = legacy_stamps_ == trust::LegacyStamps::ByList ? "by list\n" : "believed\n";
      for (const auto& list : given)
        all += list.fingerprint().hex() + ' ' + list.facts().name + '\n' + list.facts().date + '\n';
      digest_ = sha256_of(all);
      store_.emplace(std::move(given));
    });
  }

  GiveLists give_;
  trust::LegacyStamps legacy_stamps_;
  mutable std::once_flag made_;
  mutable std::optional<trust::TrustStore> store_;
  mutable Sha256 digest_;
};

const trust::TrustStore& CredentialTerms::store() const { return lists->store(); }
const Sha256& CredentialTerms::digest() const { return lists->digest(); }

CredentialTerms make_credential_terms(GiveLists give, trust::Time at,
                                      trust::LegacyStamps legacy_stamps) {
  return {.at = at,
          .legacy_stamps = legacy_stamps,
          .lists = std::make_shared<const CredentialTerms::Lists>(std::move(give), legacy_stamps)};
}

CredentialTerms make_credential_terms(std::vector<trust::TrustList> lists, trust::Time at,
                                      trust::LegacyStamps legacy_stamps) {
  return make_credential_terms([lists = std::move(lists)] { return lists; }, at, legacy_stamps);
}

bool still_holds(const CredentialBasis& basis, const CredentialTerms* terms) {
  if (terms == nullptr) return basis.terms == Sha256{};
  const auto at = terms->at.time_since_epoch().count();
  return basis.terms == terms->digest() && basis.first <= at && at < basis.end;
}

}  // namespace gg
