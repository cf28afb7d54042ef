#include "base/check.h"
#include "signals/a1111.h"

#include <cstdint>
#include <string>

/// Any text: what is read is not longer than the text, and names steps.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gg;
  const std::string text(data, data + size);
  std::size_t read_bytes = 0;
  for (const auto& [name, value] : signals::parse_a1111_settings(text))
    read_bytes += name.size() + value.size();
  GG_CHECK(read_bytes <= size);
  const auto read = signals::parse_a1111(text);
  if (!read) return 0;
  GG_CHECK(!read->settings.empty());
  GG_CHECK(read->prompt.size() + read->negative.size() <= size);
  return 0;
}
