#include "register/pattern.h"

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

bool set_holds(std::string_view set, char letter) {
  set = set.substr(1, set.size() - 2);
  const bool negated = set.starts_with('!');
  if (negated) set.remove_prefix(1);
  bool holds = false;
  for (std::size_t index = 0; index < set.size(); ++index) {
    if (index + 2 < set.size() && set[index + 1] == '-') {
      holds = holds || (set[index] <= letter && letter <= set[index + 2]);
      index += 2;
    } else {
      holds = holds || set[index] == letter;
    }
  }
  return holds != negated && letter != '/';
}

/// Where to go on when a later part does not match: the star tries one more character.
struct Star {
  std::size_t pattern = std::string_view::npos;  ///< Just after the star.
  std::size_t path = 0;
  [[nodiscard]] bool is_set() const { return pattern != std::string_view::npos; }
};

class Matcher {
 public:
  Matcher(std::string_view pattern, std::string_view path) : pattern_(pattern), path_(path) {}

  // A star needs no memory of the stars before it, except that `*` gives way to the last `**`:
  // steps are bounded by pattern × path².
  bool run() {
    while (at_path_ < path_.size() || at_pattern_ < pattern_.size()) {
      if (take_star() || take_one()) continue;
      if (!go_back()) return false;
    }
    return true;
  }

 private:
  bool take_star() {
    if (at_pattern_ >= pattern_.size() || pattern_[at_pattern_] != '*') return false;
    const bool deep = pattern_.substr(at_pattern_).starts_with("**");
    at_pattern_ += deep ? 2 : 1;
    if (deep && at_pattern_ < pattern_.size() && pattern_[at_pattern_] == '/' &&
        (at_path_ == 0 || path_[at_path_ - 1] == '/')) {
      ++at_pattern_;  // "**/" also matches no folder at all
      folders_only_ = true;
    } else if (deep) {
      folders_only_ = false;
    }
    (deep ? deep_ : flat_) = {at_pattern_, at_path_};
    if (deep) flat_ = {};
    return true;
  }

  bool take_one() {
    if (at_pattern_ >= pattern_.size() || at_path_ >= path_.size()) return false;
    const char wanted = pattern_[at_pattern_];
    std::size_t size = 1;
    bool same = wanted == path_[at_path_];
    if (wanted == '?') same = path_[at_path_] != '/';
    if (wanted == '[') {
      size = set_bytes(pattern_, at_pattern_);
      same = set_holds(pattern_.substr(at_pattern_, size), path_[at_path_]);
    }
    if (!same) return false;
    at_pattern_ += size;
    ++at_path_;
    return true;
  }

  bool go_back() {
    if (flat_.is_set() && flat_.path < path_.size() && path_[flat_.path] != '/') {
      at_pattern_ = flat_.pattern;
      at_path_ = ++flat_.path;
      return true;
    }
    flat_ = {};
    if (!deep_.is_set()) return false;
    do {
      if (deep_.path >= path_.size()) return false;
      ++deep_.path;
    } while (folders_only_ && path_[deep_.path - 1] != '/');
    at_pattern_ = deep_.pattern;
    at_path_ = deep_.path;
    return true;
  }

  std::string_view pattern_;
  std::string_view path_;
  std::size_t at_pattern_ = 0;
  std::size_t at_path_ = 0;
  Star flat_;
  Star deep_;
  bool folders_only_ = false;
};

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

bool PathPattern::matches(std::string_view path) const {
  const bool name_only = text_.find('/') == std::string::npos;
  return Matcher(text_, name_only ? file_name_of(path) : path).run();
}

std::string_view file_name_of(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

bool names_file(std::string_view named, std::string_view path) {
  if (named.starts_with("./")) named.remove_prefix(2);
  if (named.empty()) return false;
  if (file_name_of(named).find('.') == std::string_view::npos) {
    const auto dot = path.rfind('.');
    const auto slash = path.rfind('/');
    if (dot != std::string_view::npos && (slash == std::string_view::npos || dot > slash))
      path = path.substr(0, dot);
  }
  if (path.size() < named.size()) return false;
  const auto end = path.substr(path.size() - named.size());
  return equals_ignoring_case(end, named) &&
         (end.size() == path.size() || path[path.size() - end.size() - 1] == '/');
}

}  // namespace gg
