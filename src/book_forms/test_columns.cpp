#include "book_forms/test_columns.h"

#include <algorithm>
#include <map>

namespace gg::book_forms {
namespace {

/// One column at a time: the next subject is one that stands at the front of what is left of each
/// row that still has it; where there is none (two rows have two subjects in different orders), the
/// one at the most fronts, which then has another column further right.
class Layout {
 public:
  Layout(const std::vector<RowTests>& rows, const std::vector<std::string>& order)
      : rows_(rows), next_(rows.size(), 0) {
    for (const auto& subject : order) rank_.emplace(subject, rank_.size());
    for (const auto& row : rows) {
      for (const auto& [subject, box] : row) {
        rank_.emplace(subject, rank_.size());
        ++left_[subject];
      }
      if (!row.empty()) ++fronts_[row.front().first];
    }
    columns_.boxes.resize(rows.size());
  }

  TestColumns run() {
    while (!fronts_.empty()) put(choose());
    return std::move(columns_);
  }

 private:
  [[nodiscard]] std::string choose() const {
    const auto better = [this](const auto& one, const auto& other) {
      const bool one_whole = one.second == left_.at(one.first);
      const bool other_whole = other.second == left_.at(other.first);
      if (one_whole != other_whole) return one_whole;
      if (!one_whole && one.second != other.second) return one.second > other.second;
      return rank_.at(one.first) < rank_.at(other.first);
    };
    return std::ranges::min_element(fronts_, better)->first;
  }

  void put(const std::string& subject) {
    columns_.subjects.push_back(subject);
    fronts_.erase(subject);
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      auto& boxes = columns_.boxes[row];
      boxes.emplace_back();
      const auto& tests = rows_[row];
      if (next_[row] == tests.size() || tests[next_[row]].first != subject) continue;
      boxes.back() = tests[next_[row]].second;
      --left_[subject];
      if (++next_[row] != tests.size()) ++fronts_[tests[next_[row]].first];
    }
  }

  const std::vector<RowTests>& rows_;
  std::vector<std::size_t> next_;
  std::map<std::string, std::size_t> rank_;
  std::map<std::string, std::size_t> left_;    ///< Rows that still have the subject.
  std::map<std::string, std::size_t> fronts_;  ///< Rows at whose front it is.
  TestColumns columns_;
};

}  // namespace

TestColumns lay_out(const std::vector<RowTests>& rows, const std::vector<std::string>& order) {
  return Layout(rows, order).run();
}

}  // namespace gg::book_forms
