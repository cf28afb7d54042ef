#include "base/check.h"
#include "base/text.h"
#include "trust/chain.h"

#include <array>
#include <cstdint>
#include <span>

/// Certificates alone, and as the leaf of a chain.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gg;
  using namespace gg::trust;
  static const TrustStore store(bundled_lists());
  const auto bytes = std::as_bytes(std::span(data, size));
  const auto certificate = parse_certificate(bytes);
  if (certificate.has_value()) {
    GG_CHECK(certificate->der.size() == size);
    GG_CHECK(is_utf8(certificate->subject.text) && is_utf8(certificate->issuer.display()));
    static_cast<void>(check_profile(*certificate, Purpose::TimeStamping, {}));
  } else {
    GG_CHECK(certificate.error().offset <= size);
  }
  const std::array<Bytes, 1> alone{bytes};
  const auto chain =
      store.check(alone, ListKind::Signers, Time{std::chrono::seconds{1'770'000'000}});
  GG_CHECK(certificate.has_value() == (chain->outcome != ChainOutcome::Invalid));
  GG_CHECK(chain->is_trusted() == chain->list.has_value());
  return 0;
}
