#include "base/check.h"
#include "trust/time_stamp.h"

#include <cstdint>
#include <span>

/// A token of a time-stamping authority, bare or in a response.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gg;
  using namespace gg::trust;
  static const TrustStore store(bundled_lists());
  static const Sign1 sign1;
  const auto bytes = std::as_bytes(std::span(data, size));
  for (const auto place : {StampPlace::Header1, StampPlace::Header2}) {
    SignatureBudget budget;
    const auto check =
        check_time_stamp({place, bytes}, sign1, {}, store, LegacyStamps::ByList, budget);
    GG_CHECK(check.outcome != StampOutcome::Trusted || check.validated);
    GG_CHECK((check.outcome == StampOutcome::Trusted) == check.why.empty());
  }
  return 0;
}
