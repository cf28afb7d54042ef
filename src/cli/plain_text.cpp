#include "cli/plain_text.h"

#include "base/text.h"

#include <algorithm>
#include <cstddef>

namespace gg::cli {

std::string grouped(std::uint64_t number) {
  auto text = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
    text.insert(static_cast<std::size_t>(at), ",");
  return text;
}

std::string printable(std::string_view text) {
  auto clean = to_utf8(text);
  std::ranges::replace_if(
      clean, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7f'; }, '?');
  return clean;
}

}  // namespace gg::cli
