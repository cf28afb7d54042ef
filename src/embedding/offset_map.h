#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace gg::embedding {

/// Where bytes of the source stand in the result, though others were put in or taken out before
/// them. *value*
class OffsetMap {
 public:
  /// At `at`, `removed` bytes of the source gave way to `inserted` others. In rising order.
  void add(std::uint64_t at, std::uint64_t removed, std::uint64_t inserted) {
    const auto moved_before = changes_.empty() ? 0 : changes_.back().moved;
    changes_.push_back({at, removed, moved_before, moved_before + inserted - removed});
  }

  /// Place in the result of the byte at `offset`. A byte that was taken out has the place of what
  /// stands there instead. Never falls where `offset` rises.
  [[nodiscard]] std::uint64_t operator()(std::uint64_t offset) const {
    const auto next = std::ranges::upper_bound(changes_, offset, {}, &Change::at);
    if (next == changes_.begin()) return offset;
    const auto& last = *(next - 1);
    if (offset < last.at + last.removed) return last.at + last.moved_before;
    return offset + last.moved;
  }

  /// Place in the result of what was put in right before the byte at `offset`; that of the byte
  /// where there is nothing.
  [[nodiscard]] std::uint64_t before(std::uint64_t offset) const {
    const auto first = std::ranges::lower_bound(changes_, offset, {}, &Change::at);
    if (first == changes_.end() || first->at != offset) return (*this)(offset);
    if (first != changes_.begin() && (first - 1)->at + (first - 1)->removed > offset)
      return (*this)(offset);
    return offset + first->moved_before;
  }

  [[nodiscard]] bool moves_nothing() const {
    return std::ranges::all_of(changes_, [](const Change& each) { return each.moved == 0; });
  }

 private:
  struct Change {
    std::uint64_t at;
    std::uint64_t removed;
    std::uint64_t moved_before;  ///< Added to offsets before it, modulo 2^64.
    std::uint64_t moved;         ///< Added to offsets behind it, modulo 2^64.
  };
  std::vector<Change> changes_;
};

}  // namespace gg::embedding
