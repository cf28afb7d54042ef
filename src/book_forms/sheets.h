#pragma once

#include "base/result.h"
#include "rulebook/read_book.h"
#include "tables/table.h"

#include <string>
#include <string_view>
#include <vector>

namespace gg::book_forms {

/// Whether problems name lines of a text or cells of a workbook.
enum class Places : std::uint8_t { Lines, Cells };

/// A book as sheets: "book" (a key and its value in each row), then sources, facts, define,
/// reviewers, duties, rows, invariants, cases, as far as there are any; the first row of each has
/// its headings. Nothing of the canonical form (`rulebook::write_book`) is lost. See
/// docs/rulebook-spreadsheet.md. Errors: LimitExceeded where the book is larger than a file of it
/// may be.
Result<std::vector<Table>> write_sheets(const rulebook::Book& book);

/// The inverse, in any order of sheets and columns. Problems name sheet and cell ("sheet rows, cell
/// F7"), or line and column where a table says it comes from separated text, and what to write.
Result<rulebook::BookFilePtr, std::vector<Problem>> parse_sheets(const std::vector<Table>& sheets,
                                                                 std::string_view file,
                                                                 Places places = Places::Cells);

/// The sheets as an XLSX workbook, with one more of notes on how to fill it in. The same book gives
/// the same bytes. Errors: as `write_sheets` and `write_workbook`.
Result<std::string> write_book_xlsx(const rulebook::Book& book);

/// The sheets one below the other as separated text; the first cell of a line names its sheet.
Result<std::string> write_book_csv(const rulebook::Book& book);

/// Limits of a book in these forms.
inline constexpr TableLimits book_limits = {.file_bytes_max = 8U << 20,
                                            .unpacked_bytes_max = 32U << 20,
                                            .entries_max = 500,
                                            .rows_max = 20'000,
                                            .cells_max = 500'000,
                                            .columns_max = 1000};

/// Reads what `write_book_xlsx` writes. Never throws.
Result<rulebook::BookFilePtr, std::vector<Problem>> parse_book_xlsx(
    std::string_view bytes, std::string_view file, const TableLimits& limits = book_limits);

/// Reads what `write_book_csv` writes, also with semicolons or tabs. Never throws.
Result<rulebook::BookFilePtr, std::vector<Problem>> parse_book_csv(
    std::string_view bytes, std::string_view file, const TableLimits& limits = book_limits);

}  // namespace gg::book_forms
