#pragma once

#include "bytes/budget.h"
#include "gate/cache.h"
#include "gate/credential_terms.h"
#include "gate/scan_report.h"
#include "gate/walk.h"

#include <atomic>
#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace gg {

/// How far a scan is; written by its threads, read by whoever shows it. *thread-safe*
struct ScanProgress {
  std::atomic<std::uint64_t> files_total{0};
  std::atomic<std::uint64_t> files_done{0};
  std::atomic<std::uint64_t> bytes_total{0};
  std::atomic<std::uint64_t> bytes_done{0};
};

struct ScanOptions {
  WalkOptions walk;
  ScanLimits limits;
  unsigned jobs = 1;           ///< Worker threads, at least 1. The result is the same for any.
  ScanCache* cache = nullptr;  ///< Not used when null.
  /// Whom to believe about content credentials; null: they are listed, not validated.
  const CredentialTerms* credentials = nullptr;
};

/// Scans every file below `roots`, largest first, in parallel. The report does not depend on the
/// number of threads nor on the cache. When `stop` is asked for, files that were not reached are
/// missing and the report says that it is partial. Errors: NotFound when a root does not exist.
Result<ScanReport> scan(const std::vector<std::string>& roots, const ScanOptions& options,
                        ScanProgress& progress, const std::stop_token& stop);

/// The same for files that were listed already, sorted by path. `roots` is what the report names.
ScanReport scan_listed(const std::vector<std::string>& roots, Listing listing,
                       const ScanOptions& options, ScanProgress& progress,
                       const std::stop_token& stop);

}  // namespace gg
