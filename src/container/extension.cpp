#include "base/text.h"
#include "container/container.h"

namespace gg {
namespace {

bool has_word(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    const auto end = std::min(words.find(' '), words.size());
    if (words.substr(0, end) == word) return true;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

}  // namespace

bool extension_fits(Format format, std::string_view path) {
  const auto known = facts_of(format).extensions;
  if (known.empty()) return true;
  const auto slash = path.find_last_of("/\\");
  const auto name = slash == std::string_view::npos ? path : path.substr(slash + 1);
  const auto dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || dot + 1 == name.size()) return true;
  return has_word(known, ascii_lower(name.substr(dot + 1)));
}

}  // namespace gg
