#include "container/sniff.h"

#include "container/container.h"

#include <algorithm>

namespace gg {
namespace {

constexpr std::uint64_t head_bytes = 4096;

}  // namespace

Format sniff(Reader file) {
  auto in = file;
  const auto text = in.text(std::min(head_bytes, file.remaining()));
  if (!text || text->empty()) return Format::Unknown;
  if (const auto format = sniffing::by_signature(*text, file)) return *format;
  if (const auto format = sniffing::by_boxes(*text, file)) return *format;
  if (const auto format = sniffing::by_rhythm(*text)) return *format;
  if (const auto format = sniffing::by_text(*text)) return *format;
  return Format::Unknown;
}

}  // namespace gg
