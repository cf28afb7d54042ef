#include "yaml/problem.h"

#include "base/text.h"

#include <algorithm>
#include <tuple>

namespace gg {
namespace {

constexpr std::size_t problems_max = 100;
constexpr std::size_t quoted_chars_max = 60;
constexpr std::size_t word_chars_max = 64;

/// Letters to insert, remove, replace or swap (Damerau, optimal string alignment).
std::size_t distance(std::string_view left, std::string_view right) {
  std::vector<std::vector<std::size_t>> cost(left.size() + 1,
                                             std::vector<std::size_t>(right.size() + 1, 0));
  for (std::size_t i = 0; i <= left.size(); ++i) cost[i][0] = i;
  for (std::size_t j = 0; j <= right.size(); ++j) cost[0][j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t differs = left[i - 1] == right[j - 1] ? 0 : 1;
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + differs});
      if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  }
  return cost[left.size()][right.size()];
}

}  // namespace

std::string to_text(const Problem& problem) {
  std::string out = problem.file;
  if (problem.line != 0)
    out += ":" + std::to_string(problem.line) + ":" + std::to_string(problem.column);
  out += ": ";
  if (!problem.place.empty()) out += problem.place + ": ";
  return out + problem.text;
}

std::string to_text(const std::vector<Problem>& problems) {
  std::string out;
  for (const auto& problem : problems) {
    if (!out.empty()) out += '\n';
    out += to_text(problem);
  }
  return out;
}

void Problems::add(std::size_t line, std::size_t column, std::string_view place, std::string text) {
  ++count_;
  if (kept_.size() >= problems_max) return;
  kept_.push_back({file_, line, column, std::string(place), std::move(text)});
}

std::vector<Problem> Problems::take() {
  std::ranges::sort(kept_, [](const Problem& left, const Problem& right) {
    return std::tie(left.line, left.column, left.place, left.text) <
           std::tie(right.line, right.column, right.place, right.text);
  });
  if (count_ > kept_.size())
    kept_.push_back({file_, 0, 0, "",
                     "and " + std::to_string(count_ - kept_.size()) +
                         " more problems; correct those above first"});
  return std::move(kept_);
}

std::string in_quotes(std::string_view text) {
  std::string out = "'";
  for (const char c : to_utf8(text)) out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  if (out.size() > quoted_chars_max) out = to_utf8(out.substr(0, quoted_chars_max)) + "…";
  return out + "'";
}

std::string joined(const std::vector<std::string_view>& words) {
  std::string out;
  for (const auto word : words) {
    if (!out.empty()) out += ", ";
    out += word;
  }
  return out;
}

std::string_view nearest(std::string_view typed, const std::vector<std::string_view>& words) {
  std::string_view best;
  if (typed.empty() || typed.size() > word_chars_max) return best;
  const auto wanted = ascii_lower(typed);
  auto best_distance = std::max<std::size_t>(1, typed.size() / 3) + 1;
  for (const auto word : words) {
    if (word.size() > word_chars_max) continue;
    const auto now = distance(wanted, ascii_lower(word));
    if (now < best_distance) {
      best = word;
      best_distance = now;
    }
  }
  return best;
}

}  // namespace gg
