#pragma once

#include "base/result.h"
#include "yaml/problem.h"

#include <cstddef>
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

/// Limits of one untrusted table.
struct TableLimits {
  std::size_t file_bytes_max = 32U << 20;
  std::size_t unpacked_bytes_max = 64U << 20;  ///< Of all parts that are read, together.
  std::size_t entries_max = 5000;              ///< Files in the workbook's archive.
  std::size_t rows_max = 200'000;
  std::size_t cells_max = 2'000'000;
  std::size_t columns_max = 1000;
};

using TableResult = Result<Table, std::vector<Problem>>;

/// Reads comma, semicolon or tab separated text (RFC 4180 with quotes; the separator is the one the
/// first lines have most of). UTF-8 with or without a mark, UTF-16 with one, else ISO 8859-1.
TableResult parse_csv(std::string_view bytes, std::string_view file,
                      const TableLimits& limits = {});

/// Reads one sheet of an Office Open XML workbook; `sheet` empty takes the first.
TableResult parse_xlsx(std::string_view bytes, std::string_view file, std::string_view sheet,
                       const TableLimits& limits = {});

/// "C" for column 2; "AA" for column 26.
std::string column_letters(std::size_t column);

/// "sheet Log, cell C7" or "line 7, column 3".
std::string cell_place(const Table& table, std::size_t row_number, std::size_t column);

}  // namespace gg
