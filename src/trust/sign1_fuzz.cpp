#include "base/check.h"
#include "trust/signature_check.h"

#include <array>
#include <cstdint>
#include <span>

/// A whole check of whatever bytes as a claim's signature. Nothing made up is ever trusted.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gg;
  using namespace gg::trust;
  static const TrustStore store(bundled_lists());
  static constexpr std::array claim{std::byte{0xA0}};
  const std::array<Bytes, 1> payload{claim};
  const auto bytes = std::as_bytes(std::span(data, size));
  const auto check = check_signature({.sign1 = bytes, .offset = 100, .payload = payload}, store,
                                     Time{std::chrono::seconds{1'770'000'000}});
  if (check.malformed) {
    GG_CHECK(check.malformed->offset >= 100 && check.malformed->offset <= 100 + size);
    return 0;
  }
  GG_CHECK(check.chain != nullptr && !check.is_trusted());
  return 0;
}
