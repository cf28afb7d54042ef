#pragma once

#include "trust/chain.h"

#include <memory>
#include <span>
#include <vector>

namespace gg::trust {

using CertificatePtr = std::shared_ptr<const Certificate>;

/// How one list judged a chain.
struct ListVerdict {
  ChainFault fault = ChainFault::NoAnchor;
  std::string why;
  std::vector<CertificatePtr> path;  ///< Leaf to anchor, where `fault` is None.
};

/// Looks for a path from the first of `certificates` to an authority of the list, that is valid at
/// `at` where there is one, else at any time. Source: RFC 5280 section 6.
ListVerdict build_path(std::span<const CertificatePtr> certificates, const TrustList& list,
                       Time at);

}  // namespace gg::trust
