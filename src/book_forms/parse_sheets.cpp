#include "book_forms/sheet_tree.h"
#include "book_forms/sheets.h"

#include <algorithm>
#include <memory>

namespace gg::book_forms {
namespace {

using rulebook::BookFile;
using rulebook::BookFilePtr;

/// Turns the lines of nodes back into places of the sheets they came from.
class PlaceNames {
 public:
  PlaceNames(const std::vector<Table>& sheets, std::string_view file, Places places)
      : sheets_(sheets), file_(file), places_(places) {}

  [[nodiscard]] std::vector<Problem> named(std::vector<Problem> problems) const {
    for (auto& problem : problems) name(problem);
    return problems;
  }

  /// "house.xlsx, sheet cases, row 7", "house.csv:12".
  [[nodiscard]] std::string row_name(std::size_t line) const {
    if (places_ == Places::Lines) return file_ + ":" + std::to_string(line % lines_per_sheet);
    return file_ + ", sheet " + sheet_of(line).sheet + ", row " +
           std::to_string(line % lines_per_sheet);
  }

 private:
  [[nodiscard]] const Table& sheet_of(std::size_t line) const {
    return sheets_[line / lines_per_sheet - 1];
  }

  void name(Problem& problem) const {
    if (problem.line < lines_per_sheet) return;
    const auto& sheet = sheet_of(problem.line);
    const auto row = problem.line % lines_per_sheet;
    const auto what = heading_of(problem.place, sheet.sheet);
    if (!what.empty()) problem.text = what + ": " + problem.text;
    if (places_ == Places::Lines) {
      problem.place = sheet.sheet;
      problem.line = row;
      ++problem.column;  // the sheet's name stands in the first
      return;
    }
    problem.place = cell_place(sheet, row, problem.column - 1);
    problem.line = problem.column = 0;
  }

  /// "rows[3].when.seconds" → "when seconds"; "rows final-cut" → "final-cut".
  static std::string heading_of(std::string place, std::string_view sheet) {
    if (place == sheet) return {};
    if (place.starts_with(std::string(sheet) + "[")) {
      const auto dot = place.find("].");
      place = dot == std::string::npos ? std::string() : place.substr(dot + 2);
    } else if (place.starts_with(std::string(sheet) + " ")) {
      place = place.substr(sheet.size() + 1);
    }
    std::ranges::replace(place, '.', ' ');
    return place;
  }

  const std::vector<Table>& sheets_;
  std::string file_;
  Places places_;
};

}  // namespace

Result<BookFilePtr, std::vector<Problem>> parse_sheets(const std::vector<Table>& sheets,
                                                       std::string_view file, Places places) {
  Problems problems(file);
  const PlaceNames names(sheets, file, places);
  const auto root = tree_of(sheets, problems);
  if (!problems.none()) return fail(names.named(problems.take()));
  const auto read = rulebook::read_book(root, problems, rulebook::CellForm::Box);
  if (!read) return fail(names.named(read.error()));
  auto book = std::make_shared<BookFile>(**read);
  const auto* cases = root.find("cases");
  for (std::size_t index = 0; index < book->book.cases.size(); ++index)
    book->book.cases[index].where = names.row_name(cases->items[index].line);
  return BookFilePtr(std::move(book));
}

}  // namespace gg::book_forms
