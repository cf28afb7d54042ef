#include "base/check.h"
#include "base/text.h"
#include "signals/signals.h"

#include <algorithm>
#include <cstdint>
#include <string>

/// Any text where an AIGC label may stand: what is taken for a label has a member of one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gg;
  const auto text = to_utf8(std::string(data, data + size));
  Budget budget;
  Parts parts(budget);
  parts.fields = {{Carrier::PngText, "AIGC", text, {"a", 0, 0}},
                  {Carrier::Exif, "UserComment", text, {"b", 1, 0}},
                  {Carrier::AppSegment, "APP11", text, {"c", 2, 0}},
                  {Carrier::Exif, "ImageDescription", text, {"d", 3, 0}}};
  const auto evidence = read_signals(parts);
  GG_CHECK(!evidence.empty());
  for (const auto& one : evidence)
    if (one.kind == EvidenceKind::Label) GG_CHECK(!one.parameters.empty() && !one.limits.empty());
  return 0;
}
