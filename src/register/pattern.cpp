#include "register/pattern.h"

#include "base/glob.h"
#include "base/text.h"

#include <cstddef>

namespace gg {
namespace {

constexpr std::size_t pattern_bytes_max = 512;

/// Bytes of the set at `pattern[first]` ("[a-z]"), or 0 when it has no end.
std::size_t set_bytes(std::string_view pattern, std::size_t first) {
  auto end = first + 1;
  if (end < pattern.size() && pattern[end] == '!') ++end;
  if (end < pattern.size() && pattern[end] == ']') ++end;  // a ']' that stands first is a member
  end = pattern.find(']', end);
  return end == std::string_view::npos ? 0 : end - first + 1;
}

bool has_parent_part(std::string_view path) {
  return path == ".." || path.starts_with("../") || path.ends_with("/..") ||
         path.find("/../") != std::string_view::npos;
}

}  // namespace

std::optional<PathPattern> PathPattern::parse(std::string_view text) {
  if (text.starts_with("./")) text.remove_prefix(2);
  if (text.empty() || text.size() > pattern_bytes_max || text.front() == '/' ||
      has_parent_part(text))
    return std::nullopt;
  for (std::size_t index = 0; index < text.size(); ++index) {
    if (text[index] != '[') continue;
    const auto size = set_bytes(text, index);
    if (size == 0) return std::nullopt;
    index += size - 1;
  }
  return PathPattern(text);
}

bool PathPattern::matches(std::string_view path) const { return fits_glob(text_, path); }

std::string_view file_name_of(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

bool ends_with_parts(std::string_view path, std::string_view parts) {
  if (parts.starts_with("./")) parts.remove_prefix(2);
  if (parts.empty() || path.size() < parts.size()) return false;
  const auto first = path.size() - parts.size();
  return equals_ignoring_case(path.substr(first), parts) && (first == 0 || path[first - 1] == '/');
}

std::string_view without_extension(std::string_view path) {
  const auto name = file_name_of(path);
  const auto dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return path;
  return path.substr(0, path.size() - (name.size() - dot));
}

bool names_file(std::string_view named, std::string_view path) {
  return ends_with_parts(path, named) || ends_with_parts(without_extension(path), named);
}

}  // namespace gg
