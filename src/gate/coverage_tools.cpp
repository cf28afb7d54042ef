#include "base/text.h"
#include "gate/coverage.h"

#include <algorithm>

namespace gg {
namespace {

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<signed char>(c) < 0;
}

/// "v6", "1.7.0", "3": a word that starts with a digit, or with v and a digit.
bool is_version(std::string_view word) {
  if (word.starts_with('v')) word.remove_prefix(1);
  return !word.empty() && word.front() >= '0' && word.front() <= '9';
}

/// The letters and digits of a tool's name in lower case, words run together, without what stands
/// in brackets and without versions at the end.
std::string folded(std::string_view name) {
  const auto lower = ascii_lower(name.substr(0, name.find('(')));
  std::vector<std::string> words(1);
  for (const char c : lower) {
    if (c == ' ' || c == '/' || c == '_')
      words.emplace_back();
    else if (is_word_byte(c))
      words.back() += c;
  }
  while (words.size() > 1 && (words.back().empty() || is_version(words.back()))) words.pop_back();
  std::string out;
  for (const auto& word : words) out += word;
  return out;
}

/// The group of the book's table a folded name is in, or -1.
std::ptrdiff_t group_of(const std::string& name, const GateBook& book) {
  for (std::size_t index = 0; index < book.tools.size(); ++index)
    for (const auto& one : book.tools[index])
      if (folded(one) == name) return static_cast<std::ptrdiff_t>(index);
  return -1;
}

}  // namespace

bool same_tool(std::string_view left, std::string_view right, const GateBook& book) {
  const auto first = folded(left);
  const auto second = folded(right);
  if (first.empty() || second.empty()) return false;
  if (first == second) return true;
  const auto group = group_of(first, book);
  return group >= 0 && group == group_of(second, book);
}

bool declares_tool(const Use& use, std::string_view tool, const TitleFile& title,
                   const GateBook& book) {
  return std::ranges::any_of(title.tools, [&](const Tool& declared) {
    if (std::ranges::find(use.tools, declared.id) == use.tools.end()) return false;
    return same_tool(declared.product, tool, book) ||
           std::ranges::any_of(declared.also,
                               [&](const auto& name) { return same_tool(name, tool, book); });
  });
}

}  // namespace gg
