#include "base/check.h"
#include "trust/ocsp_response.h"
#include "trust/trust_list.h"

#include <cstdint>
#include <span>

/// A response of an OCSP responder, about an anchor and by it. A made-up one never counts.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gg;
  using namespace gg::trust;
  static const auto& anchor = bundled_lists().front().anchors().front();
  SignatureBudget budget;
  const auto answer = read_response(std::as_bytes(std::span(data, size)), anchor, anchor, budget);
  GG_CHECK(!answer.status && !answer.why.empty());
  return 0;
}
