#pragma once

#include "base/result.h"
#include "yaml/problem.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gg {

/// Cells of a spreadsheet or of separated text, all as UTF-8 text. *value*
struct Table {
  struct Row {
    std::size_t number = 0;  ///< As the program that wrote it shows it, from 1.
    std::vector<std::string> cells;
  };
  std::string file;
  std::string sheet;  ///< Empty for separated text.
  std::vector<Row> rows;
};

/// Limits of one untrusted table, or of all sheets of a workbook together.
struct TableLimits {
  std::size_t file_bytes_max = 32U << 20;
  std::size_t unpacked_bytes_max = 64U << 20;  ///< Of all parts that are read, together.
  std::size_t entries_max = 5000;              ///< Files in the workbook's archive.
  std::size_t rows_max = 200'000;
  std::size_t cells_max = 2'000'000;
  std::size_t columns_max = 1000;
};

/// White space at the ends of a cell: dropped, or part of the text. Cells in quotes of separated
/// text are always taken as they are.
enum class Blanks : std::uint8_t { Trim, Keep };

using TableResult = Result<Table, std::vector<Problem>>;
using TablesResult = Result<std::vector<Table>, std::vector<Problem>>;

/// Reads comma, semicolon or tab separated text (RFC 4180 with quotes; the separator is the one the
/// first lines have most of). UTF-8 with or without a mark, UTF-16 with one, else ISO 8859-1.
TableResult parse_csv(std::string_view bytes, std::string_view file, const TableLimits& limits = {},
                      Blanks blanks = Blanks::Trim);

/// Reads one sheet of an Office Open XML workbook; `sheet` empty takes the first.
TableResult parse_xlsx(std::string_view bytes, std::string_view file, std::string_view sheet,
                       const TableLimits& limits = {}, Blanks blanks = Blanks::Trim);

/// Reads all sheets of an Office Open XML workbook, in the order of its tabs.
TablesResult parse_workbook(std::string_view bytes, std::string_view file,
                            const TableLimits& limits = {}, Blanks blanks = Blanks::Trim);

/// Comma separated text (RFC 4180: lines end in CRLF, all are equally wide), UTF-8 with a byte
/// order mark, by which spreadsheet programs know it. `parse_csv` reads the same cells again, but
/// for rows without any text.
std::string write_csv(const Table& table);

/// An Office Open XML workbook: one tab a table, in order, by its `sheet`. Every cell is text, so
/// no program takes "007" for a number, "2026-11-01" for a date or "=1+1" for a formula. The first
/// row stays in sight. The same tables give the same bytes. Errors: InvalidInput where a name
/// cannot stand on a tab or a text is longer than a cell may be (32,767 characters); Internal.
Result<std::string> write_workbook(const std::vector<Table>& tables);

/// "C" for column 2; "AA" for column 26.
std::string column_letters(std::size_t column);

/// "sheet Log, cell C7" or "line 7, column 3".
std::string cell_place(const Table& table, std::size_t row_number, std::size_t column);

}  // namespace gg
