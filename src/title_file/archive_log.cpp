#include "title_file/archive_log.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <optional>

namespace gg {
namespace {

constexpr std::size_t header_rows_max = 20;
constexpr std::size_t row_text_bytes_max = 4096;

using Names = std::vector<std::string_view>;

const Names& file_names() {
  static const Names names = {"file",      "filename",    "file name",  "clip",  "clip name",
                              "clipname",  "media",       "media file", "asset", "path",
                              "file path", "source file", "item",       "datei", "dateiname",
                              "fichier",   "archivo"};
  return names;
}

const Names& source_names() {
  static const Names names = {"source",     "supplier", "archive",       "library",
                              "collection", "owner",    "rights holder", "licensor",
                              "provider",   "quelle",   "archiv"};
  return names;
}

const Names& claim_names() {
  static const Names names = {"claimed as", "claimed_as", "shows",   "description", "kind",
                              "type",       "category",   "content", "inhalt"};
  return names;
}

/// Letters in lower case, '_' and '-' as spaces, without a mark at the end ("File:", "Clip #").
std::string folded(std::string_view text) {
  auto out = ascii_lower(trimmed(text));
  std::ranges::replace(out, '_', ' ');
  std::ranges::replace(out, '-', ' ');
  while (!out.empty() && (out.back() == ':' || out.back() == '*' || out.back() == ' '))
    out.pop_back();
  return out;
}

struct Columns {
  std::size_t file = 0;
  std::optional<std::size_t> source;
  std::optional<std::size_t> claim;
};

/// The first column with the earliest of `names`: order of names is order of trust.
std::optional<std::size_t> find_column(const Table::Row& row, const Names& names) {
  for (const auto name : names)
    for (std::size_t column = 0; column < row.cells.size(); ++column)
      if (folded(row.cells[column]) == folded(name)) return column;
  return std::nullopt;
}

std::optional<Columns> find_columns(const Table::Row& row) {
  const auto file = find_column(row, file_names());
  if (!file) return std::nullopt;
  return Columns{*file, find_column(row, source_names()), find_column(row, claim_names())};
}

struct ClaimWord {
  std::string_view text;
  ClaimedAs claim;
};

/// Words that say, alone in a cell, that material is not claimed to be real.
constexpr std::array excusing_words = {
    ClaimWord{"recreation", ClaimedAs::Recreation},
    ClaimWord{"reenactment", ClaimedAs::Recreation},
    ClaimWord{"re enactment", ClaimedAs::Recreation},
    ClaimWord{"reconstruction", ClaimedAs::Recreation},
    ClaimWord{"graphic", ClaimedAs::Graphic},
    ClaimWord{"graphics", ClaimedAs::Graphic},
    ClaimWord{"animation", ClaimedAs::Graphic},
    ClaimWord{"illustration", ClaimedAs::Graphic},
    ClaimWord{"ai", ClaimedAs::Generated},
    ClaimWord{"generated", ClaimedAs::Generated},
    ClaimWord{"ai generated", ClaimedAs::Generated},
};

ClaimedAs read_claim(std::string_view cell) {
  const auto text = folded(cell);
  for (const auto& word : excusing_words)
    if (text == word.text) return word.claim;
  if (contains_ignoring_case(text, "actuality") || contains_ignoring_case(text, "real event"))
    return ClaimedAs::Actuality;
  return ClaimedAs::Archive;
}

std::string cell_of(const Table::Row& row, std::optional<std::size_t> column) {
  return column && *column < row.cells.size() ? row.cells[*column] : std::string();
}

std::string row_place(const Table& table, const Table::Row& row) {
  if (table.sheet.empty()) return table.file + ", line " + std::to_string(row.number);
  return table.file + ", sheet " + table.sheet + ", row " + std::to_string(row.number);
}

/// Adds a problem at a cell: with line and column for text, with the cell's name for a workbook.
void refuse(Problems& problems, const Table& table, const Table::Row& row, std::size_t column,
            std::string text) {
  if (table.sheet.empty())
    problems.add(row.number, column + 1, "", std::move(text));
  else
    problems.add(0, 0, cell_place(table, row.number, column), std::move(text));
}

std::optional<ArchiveRow> read_row(const Table& table, const Table::Row& row,
                                   const Columns& columns, Problems& problems) {
  ArchiveRow out;
  out.file = cell_of(row, columns.file);
  out.source = cell_of(row, columns.source);
  out.claim = cell_of(row, columns.claim);
  std::ranges::replace(out.file, '\\', '/');
  if (out.file.empty()) {
    if (!out.claim.empty() && !out.source.empty())
      refuse(problems, table, row, columns.file,
             "no file is named here, but the row has a source and a claim; write the file's name");
    return std::nullopt;
  }
  if (out.file.size() + out.source.size() + out.claim.size() > row_text_bytes_max) {
    refuse(problems, table, row, columns.file, "the row is longer than 4096 bytes; shorten it");
    return std::nullopt;
  }
  if (out.file.find_first_of("\n\t") != std::string::npos) {
    refuse(problems, table, row, columns.file,
           in_quotes(out.file) + " is not one file name; write one file in each row");
    return std::nullopt;
  }
  out.claimed_as = read_claim(out.claim);
  out.where = row_place(table, row);
  return out;
}

std::string columns_missing(const Table& table) {
  std::string text = "no column is headed ";
  text += joined({file_names().begin(), file_names().begin() + 4});
  text += " or the like in the first 20 rows";
  if (table.rows.empty()) return text + "; the table is empty";
  std::vector<std::string_view> found(table.rows.front().cells.begin(),
                                      table.rows.front().cells.end());
  if (found.size() > 12) found.resize(12);
  return text + "; the first row has " + in_quotes(joined(found)) +
         ". Head the column of file names with 'file'";
}

}  // namespace

ArchiveRows read_archive_log(const Table& table) {
  Problems problems(table.file);
  std::optional<Columns> columns;
  std::vector<ArchiveRow> out;
  for (std::size_t index = 0; index < table.rows.size(); ++index) {
    const auto& row = table.rows[index];
    if (columns) {
      if (auto read = read_row(table, row, *columns, problems)) out.push_back(std::move(*read));
    } else if (index < header_rows_max) {
      columns = find_columns(row);
    }
  }
  if (!columns)
    problems.add(0, 0, table.sheet.empty() ? "" : "sheet " + table.sheet, columns_missing(table));
  if (!problems.none()) return fail(problems.take());
  return out;
}

ArchiveRows parse_archive_log(std::string_view bytes, std::string_view file, std::string_view sheet,
                              const TableLimits& limits) {
  if (bytes.starts_with("PK")) {
    TRY_LET(const auto table, parse_xlsx(bytes, file, sheet, limits));
    return read_archive_log(table);
  }
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) {
    Problems problems(file);
    problems.add(0, 0, "", "is an old Excel workbook (XLS); save it as XLSX or CSV");
    return fail(problems.take());
  }
  TRY_LET(const auto table, parse_csv(bytes, file, limits));
  return read_archive_log(table);
}

}  // namespace gg
