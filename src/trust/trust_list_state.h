#pragma once

#include "base/openssl_owned.h"
#include "trust/trust_list.h"

#include <mutex>
#include <vector>

namespace gg::trust {

/// A list as parsed. Constant after construction, but for what OpenSSL needs of it, which is made
/// when it is first asked for.
struct TrustList::State {
  ListFacts facts;
  std::vector<Certificate> anchors;
  Sha256 fingerprint;

  /// The authorities of the list. Threads: thread-safe.
  X509_STORE* authorities() const;
  /// The certificate of the list with these bytes, or nothing.
  [[nodiscard]] const Certificate* find(const Sha256& sha256) const;

  using Store = std::unique_ptr<X509_STORE, FreedBy<X509_STORE_free>>;
  mutable std::once_flag made;
  mutable Store store;
};

/// A certificate for OpenSSL; empty when it does not take it.
openssl::Certificate to_x509(Bytes der);

}  // namespace gg::trust
