#include "cli/read_delivery.h"

#include "cli/exit_code.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "gate/scan.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <thread>

namespace gg::cli {
namespace {

constexpr unsigned jobs_max = 64;  // each worker holds one small file in memory

unsigned jobs_of(const Reading& reading) {
  const auto wanted = reading.jobs != 0 ? reading.jobs : std::thread::hardware_concurrency();
  return std::clamp(wanted, 1U, jobs_max);
}

/// The cache, or nothing, said on standard error, when it cannot be used: a scan needs none.
std::unique_ptr<ScanCache> open_cache(const Reading& reading) {
  if (reading.no_cache) return nullptr;
  const auto path = reading.cache_path.empty() ? default_cache_path() : reading.cache_path;
  if (!path) return nullptr;
  auto cache = ScanCache::open(*path);
  if (cache) return *std::move(cache);
  std::fprintf(stderr, "goodgate: note: %s\n", cache.error().message.c_str());
  return nullptr;
}

}  // namespace

Result<ScanReport> read_delivery(const Reading& reading, bool quiet) {
  TRY_LET(const auto terms, terms_of(reading.trust));
  const Interrupt interrupt;
  const auto cache = open_cache(reading);
  const ScanOptions options{.walk = {.include = reading.include, .exclude = reading.exclude},
                            .jobs = jobs_of(reading),
                            .cache = cache.get(),
                            .credentials = &terms};
  ScanProgress progress;
  const ProgressShow show(progress, quiet ? Shown::No : Shown::OnTerminal);
  return scan(reading.paths, options, progress, interrupt.token());
}

int complain(const Error& error) {
  std::fprintf(stderr, "goodgate: %s\n", error.message.c_str());
  return static_cast<int>(exit_code_of(error.kind));
}

}  // namespace gg::cli
