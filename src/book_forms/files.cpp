#include "base/text.h"
#include "book_forms/boxes.h"
#include "book_forms/columns.h"
#include "book_forms/sheets.h"

#include <algorithm>

namespace gg::book_forms {
namespace {

using rulebook::BookFilePtr;

Table notes() {
  Table table{.sheet = "notes"};
  const auto say = [&table](std::string text) {
    table.rows.push_back({table.rows.size() + 1, {std::move(text)}});
  };
  say("How this rulebook is filled in. This sheet is not read; keep notes of your own here.");
  say("Each row of a sheet is one entry. Columns may stand in any order, and columns that are not "
      "needed may go.");
  say("A column 'when x' holds the test on the fact or definition x: yes; no; one of a, b; not a; "
      ">= 3; <= 10; "
      "3 .. 10; days as 2026-11-01. All tests of a row must hold; an empty box asks nothing.");
  say("Lists are written a, b. A list that is there and empty is written none. What holds a comma "
      "stands in "
      "double quotes.");
  say("Rows of the sheet define that follow each other with the same id are alternatives: one is "
      "enough.");
  say("A column 'given x' of the sheet cases is the answer to x; an empty box is no answer, unsure "
      "is one.");
  say("All cells are formatted as text. Keep them so, or a program changes days and numbers as you "
      "type.");
  say("goodgate rulebook check FILE says what is wrong, by sheet and cell.");
  return table;
}

std::vector<Problem> on_lines_only(std::string_view file, std::size_t line, std::string text) {
  Problems problems(file);
  problems.add(line, 1, "", std::move(text));
  return problems.take();
}

/// The sheet `name`, added where it is not there yet.
Table& sheet_named(std::vector<Table>& sheets, const std::string& name) {
  const auto found = std::ranges::find(sheets, name, &Table::sheet);
  if (found != sheets.end()) return *found;
  sheets.push_back({.sheet = name});
  return sheets.back();
}

/// Splits text into sheets by the first cell of each line.
Result<std::vector<Table>, std::vector<Problem>> split(Table lines) {
  std::vector<Table> sheets;
  for (auto& line : lines.rows) {
    const auto name = std::string(trimmed(unguard(line.cells.front())));
    line.cells.erase(line.cells.begin());
    for (auto& cell : line.cells) cell = std::string(unguard(cell));
    const bool blank =
        std::ranges::all_of(line.cells, [](const auto& cell) { return trimmed(cell).empty(); });
    if (name.empty() && blank) continue;
    if (name.empty())
      return fail(on_lines_only(lines.file, line.number,
                                "the first cell of a line names its sheet, as in rows; write it"));
    sheet_named(sheets, name).rows.push_back(std::move(line));
  }
  return sheets;
}

}  // namespace

Result<std::string> write_book_xlsx(const rulebook::Book& book) {
  TRY_LET(auto sheets, write_sheets(book));
  sheets.push_back(notes());
  return write_workbook(sheets);
}

Result<std::string> write_book_csv(const rulebook::Book& book) {
  TRY_LET(const auto sheets, write_sheets(book));
  Table lines;
  for (const auto& sheet : sheets) {
    for (const auto& row : sheet.rows) {
      std::vector<std::string> cells = {sheet.sheet};
      for (const auto& cell : row.cells) cells.push_back(guard(cell));
      lines.rows.push_back({lines.rows.size() + 1, std::move(cells)});
    }
  }
  return write_csv(lines);
}

Result<BookFilePtr, std::vector<Problem>> parse_book_xlsx(std::string_view bytes,
                                                          std::string_view file,
                                                          const TableLimits& limits) {
  TRY_LET(const auto sheets, parse_workbook(bytes, file, limits, Blanks::Keep));
  return parse_sheets(sheets, file, Places::Cells);
}

Result<BookFilePtr, std::vector<Problem>> parse_book_csv(std::string_view bytes,
                                                         std::string_view file,
                                                         const TableLimits& limits) {
  TRY_LET(auto lines, parse_csv(bytes, file, limits, Blanks::Keep));
  TRY_LET(const auto sheets, split(std::move(lines)));
  return parse_sheets(sheets, file, Places::Lines);
}

}  // namespace gg::book_forms
