#include "base/check.h"
#include "trust/trust_list.h"

#include <cstdint>
#include <string>

/// A list in PEM or JSON: all of its certificates, or one message that says what is wrong.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gg::trust;
  const std::string text(data, data + size);
  const auto list = TrustList::parse(text, {ListKind::Signers, "fuzzed", {}, {}, usual_purposes()});
  if (list.has_value())
    GG_CHECK(!list->anchors().empty() && list->facts().kind == ListKind::Signers);
  else
    GG_CHECK(!list.error().message.empty());
  return 0;
}
