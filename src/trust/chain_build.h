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

/// The searches of a path for one chain. The certificates are read once, whatever lists are asked.
/// Lives no longer than they. *single thread*
class PathSearch {
 public:
  explicit PathSearch(std::span<const CertificatePtr> certificates);
  PathSearch(const PathSearch&) = delete;
  PathSearch& operator=(const PathSearch&) = delete;
  ~PathSearch();

  /// Looks for a path from the first of the certificates to an authority of the list, that is valid
  /// at `at` where there is one, else at any time: at most two searches.
  /// Source: RFC 5280 section 6.
  ListVerdict build_path(const TrustList& list, Time at);

 private:
  class Builder;
  std::unique_ptr<Builder> builder_;
};

}  // namespace gg::trust
