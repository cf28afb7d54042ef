#include "bindings/coverage.h"

#include <algorithm>
#include <array>
#include <utility>

namespace gg::bindings {
namespace {

constexpr std::size_t uncovered_max = 4096;

bool continues(const Uncovered& before, const Uncovered& next) {
  return before.range.end == next.range.first && before.gap == next.gap && before.what == next.what;
}

}  // namespace

void Coverage::leave_out(ByteRange range, Gap gap, std::string_view what) {
  if (range.is_empty()) return;
  if (!gaps_.empty() && continues(gaps_.back(), {range, gap, std::string(what)})) {
    gaps_.back().range.end = range.end;
  } else {
    gaps_.push_back({range, gap, std::string(what)});
  }
}

void Coverage::tell(Outcome& outcome, std::uint64_t size_bytes) {
  std::ranges::sort(gaps_, {},
                    [](const Uncovered& gap) { return std::pair(gap.range.first, gap.gap); });
  std::uint64_t at = 0;
  outcome.uncovered.clear();
  outcome.uncovered_bytes = 0;
  for (auto& gap : gaps_) {
    gap.range.first = std::max(gap.range.first, at);
    gap.range.end = std::min(gap.range.end, size_bytes);
    if (gap.range.is_empty()) continue;
    at = gap.range.end;
    outcome.uncovered_bytes += gap.range.size();
    if (!outcome.uncovered.empty() && continues(outcome.uncovered.back(), gap)) {
      outcome.uncovered.back().range.end = gap.range.end;
    } else if (outcome.uncovered.size() < uncovered_max) {
      outcome.uncovered.push_back(std::move(gap));
    }
  }
  outcome.bound_bytes = size_bytes - outcome.uncovered_bytes;
}

Parsed<bool> is_all_zero(Reader file, ByteRange range) {
  std::array<std::byte, 4096> window{};
  if (range.is_empty()) return true;
  TRY_LET(auto in, file.slice(range.first, range.size()));
  while (!in.at_end()) {
    TRY_LET(const auto view, in.take_window(window));
    if (!std::ranges::all_of(view, [](std::byte byte) { return byte == std::byte{0}; }))
      return false;
  }
  return true;
}

std::vector<ByteRange> without(ByteRange range, const std::vector<ByteRange>& holes) {
  std::vector<ByteRange> left;
  for (const auto& hole : holes) {
    if (hole.end <= range.first) continue;
    if (hole.first >= range.end) break;
    if (hole.first > range.first) left.push_back({range.first, hole.first});
    range.first = std::min(hole.end, range.end);
  }
  if (!range.is_empty()) left.push_back(range);
  return left;
}

}  // namespace gg::bindings
