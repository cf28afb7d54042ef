#include "base/check.h"
#include "base/text.h"
#include "signals/signals.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>

namespace {

constexpr unsigned carriers = 26;
constexpr std::uint64_t fields_max = 64;

/// Fields as lines: a byte that chooses the carrier, the key up to a tab, the value.
void add_fields(std::string_view text, gg::Parts& parts) {
  while (!text.empty() && parts.fields.size() < fields_max) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty()) continue;
    const auto carrier = static_cast<gg::Carrier>(static_cast<std::uint8_t>(line[0]) % carriers);
    const auto tab = std::min(line.find('\t', 1), line.size());
    parts.fields.push_back({carrier,
                            gg::to_utf8(line.substr(1, tab - 1)),
                            gg::to_utf8(line.substr(std::min(tab + 1, line.size()))),
                            {"fuzz", parts.fields.size(), 0}});
  }
}

}  // namespace

/// Any fields: evidence in order, never empty, each with a signal, claims and limits, at a field.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gg;
  Budget budget;
  Parts parts(budget);
  add_fields(Reader::to_text(std::as_bytes(std::span(data, size))), parts);
  const auto evidence = read_signals(parts);
  GG_CHECK(!evidence.empty());
  std::uint64_t last = 0;
  for (const auto& one : evidence) {
    GG_CHECK(!one.signal.empty() && !one.claims.empty() && !one.limits.empty());
    GG_CHECK(one.where.offset >= last);
    last = one.where.offset;
  }
  return 0;
}
