#include "credentials/settled.h"

#include <algorithm>
#include <chrono>

namespace gg::credentials {
namespace {

/// Narrows the time around one moment by the moments at which something changes.
class Narrowing {
 public:
  explicit Narrowing(trust::Time at) : at_(at) {}

  /// A moment from which on something is another: `change` itself already is.
  void add(trust::Time change) {
    if (change <= at_)
      settled_.first = std::max(settled_.first, change);
    else
      settled_.end = std::min(settled_.end, change);
  }
  void add(const trust::Certificate& certificate) {
    add(certificate.not_before);
    if (certificate.not_after < trust::Time::max())
      add(certificate.not_after + std::chrono::seconds(1));
  }
  void add(const std::shared_ptr<const trust::Chain>& chain) {
    if (!chain) return;
    for (const auto& certificate : chain->path) add(*certificate);
  }
  /// A moment that is compared with the clock, on either side.
  void add_stated(const std::optional<trust::Time>& stated) {
    if (!stated) return;
    add(*stated);
    add(*stated + std::chrono::seconds(1));
  }
  void add(const trust::SignatureCheck& check) {
    add(check.chain);
    add_stated(check.claimed_at);
    for (const auto& stamp : check.stamps) {
      add(stamp.authority);
      add_stated(stamp.time);
    }
    if (check.revocation.passed_over != 0) pin();
  }
  void pin() {
    settled_.first = at_;
    settled_.end = at_ + std::chrono::seconds(1);
  }
  [[nodiscard]] Settled result() const { return settled_; }

 private:
  trust::Time at_;
  Settled settled_{trust::Time::min(), trust::Time::max()};
};

}  // namespace

Settled settled_of(const CredentialReport& report, const trust::TrustStore& store) {
  Narrowing narrowing(report.at);
  for (const auto& list : store.lists())
    for (const auto& anchor : list.anchors()) narrowing.add(anchor);
  for (const auto& manifest : report.manifests) {
    if (manifest.signature) narrowing.add(*manifest.signature);
    for (const auto& identity : manifest.identities) {
      if (identity.signature) narrowing.add(*identity.signature);
      if (identity.signature_type == "cawg.identity_claims_aggregation") narrowing.pin();
    }
  }
  return narrowing.result();
}

}  // namespace gg::credentials
