#include "base/text.h"
#include "tables/string_escape.h"
#include "tables/table.h"

#include <algorithm>
#include <array>
#include <limits>
#include <memory>

#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

namespace gg {
namespace {

/// Stands for the time of writing, which the bytes must not depend on: 2026-01-01.
constexpr time_t written_at = 1767225600;
constexpr std::size_t width_min = 10;  // characters
constexpr std::size_t width_max = 60;
constexpr std::uint8_t text_format_index = 49;  // "@". Source: ECMA-376 part 1, 18.8.30

/// A file in memory that has a name, because libxlsxwriter writes to names only. *single thread*
class MemoryFile {
 public:
  MemoryFile() : descriptor_(memfd_create("workbook", MFD_CLOEXEC)) {}
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() {
    if (descriptor_ >= 0) close(descriptor_);
  }

  [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }
  [[nodiscard]] std::string name() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

  /// All that was written; short where the system fails.
  [[nodiscard]] std::string bytes() const {
    std::string out;
    std::array<char, 65536> block{};
    off_t at = 0;
    while (true) {
      const auto got = pread(descriptor_, block.data(), block.size(), at);
      if (got <= 0) return out;
      out.append(block.begin(), block.begin() + got);
      at += got;
    }
  }

 private:
  int descriptor_;
};

struct FreeWorkbook {
  void operator()(lxw_workbook* book) const { lxw_workbook_free(book); }
};
using WorkbookPtr = std::unique_ptr<lxw_workbook, FreeWorkbook>;

Error failure(lxw_error error, const std::string& place) {
  const bool from_input = error == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED ||
                          error == LXW_ERROR_SHEETNAME_LENGTH_EXCEEDED ||
                          error == LXW_ERROR_INVALID_SHEETNAME_CHARACTER ||
                          error == LXW_ERROR_SHEETNAME_ALREADY_USED ||
                          error == LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE;
  return {from_input ? ErrorKind::InvalidInput : ErrorKind::Internal,
          "the workbook cannot be written: " + place + ": " + lxw_strerror(error)};
}

struct Formats {
  lxw_format* heading;
  lxw_format* text;
};

lxw_format* add_text_format(lxw_workbook* book) {
  auto* format = workbook_add_format(book);
  format_set_num_format_index(format, text_format_index);
  format_set_text_wrap(format);
  format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  return format;
}

/// The width of the longest line in a column, within what fits on a screen.
std::size_t width_of(const Table& table, std::size_t column) {
  std::size_t width = width_min;
  for (const auto& row : table.rows)
    if (column < row.cells.size()) width = std::max(width, row.cells[column].size() + 2);
  return std::min(width, width_max);
}

Result<void> write_cells(const Table& table, lxw_worksheet* sheet, const Formats& formats) {
  for (std::size_t index = 0; index < table.rows.size(); ++index) {
    const auto& cells = table.rows[index].cells;
    for (std::size_t column = 0; column < cells.size(); ++column) {
      if (cells[column].empty()) continue;
      const auto text = escape_cell(to_utf8(cells[column]));
      const auto error = worksheet_write_string(sheet, static_cast<lxw_row_t>(index),
                                                static_cast<lxw_col_t>(column), text.c_str(),
                                                index == 0 ? formats.heading : formats.text);
      if (error != LXW_NO_ERROR) return fail(failure(error, cell_place(table, index + 1, column)));
    }
  }
  return {};
}

Result<void> write_sheet(const Table& table, lxw_workbook* book, const Formats& formats) {
  const auto valid = workbook_validate_sheet_name(book, table.sheet.c_str());
  if (valid != LXW_NO_ERROR) return fail(failure(valid, "sheet " + in_quotes(table.sheet)));
  auto* sheet = workbook_add_worksheet(book, table.sheet.c_str());
  if (sheet == nullptr) return fail(failure(LXW_ERROR_MEMORY_MALLOC_FAILED, table.sheet));
  std::size_t columns = 0;
  for (const auto& row : table.rows) columns = std::max(columns, row.cells.size());
  for (std::size_t column = 0; column < std::min<std::size_t>(columns, LXW_COL_MAX); ++column)
    worksheet_set_column(sheet, static_cast<lxw_col_t>(column), static_cast<lxw_col_t>(column),
                         static_cast<double>(width_of(table, column)), formats.text);
  worksheet_freeze_panes(sheet, 1, 1);
  return write_cells(table, sheet, formats);
}

}  // namespace

Result<std::string> write_workbook(const std::vector<Table>& tables) {
  const MemoryFile file;
  WorkbookPtr book(file.is_open() ? workbook_new(file.name().c_str()) : nullptr);
  if (book == nullptr) return fail(failure(LXW_ERROR_CREATING_XLSX_FILE, "no memory for it"));
  lxw_doc_properties properties{};
  properties.created = written_at;
  workbook_set_properties(book.get(), &properties);
  const Formats formats{add_text_format(book.get()), add_text_format(book.get())};
  format_set_bold(formats.heading);
  for (const auto& table : tables) TRY(write_sheet(table, book.get(), formats));
  const auto error = workbook_close(book.release());
  if (error != LXW_NO_ERROR) return fail(failure(error, "closing it"));
  return file.bytes();
}

}  // namespace gg
