#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace gg::book_forms {

/// The tests of one row: subject and box, in the order of the row.
using RowTests = std::vector<std::pair<std::string, std::string>>;

/// Columns of tests. *value*
struct TestColumns {
  std::vector<std::string> subjects;            ///< One a column; a subject may have two.
  std::vector<std::vector<std::string>> boxes;  ///< One line a row, each as wide as `subjects`.
};

/// Lays the tests of all rows into columns such that every row has its tests in its own order from
/// left to right. A subject has one column wherever the orders of the rows allow it; where none is
/// asked first, the order is that of `order`.
TestColumns lay_out(const std::vector<RowTests>& rows, const std::vector<std::string>& order);

}  // namespace gg::book_forms
