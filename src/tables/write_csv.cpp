#include "tables/table.h"

#include <algorithm>

namespace gg {
namespace {

bool is_blank(char one) { return static_cast<unsigned char>(one) <= ' '; }

/// Whether a cell needs quotes: for what RFC 4180 says, and to keep blanks at its ends.
bool needs_quotes(std::string_view cell) {
  if (cell.empty()) return false;
  return cell.find_first_of(",;\t\"\r\n") != std::string_view::npos || is_blank(cell.front()) ||
         is_blank(cell.back());
}

void put(std::string& out, std::string_view cell) {
  if (!needs_quotes(cell)) {
    out += cell;
    return;
  }
  out += '"';
  for (const char one : cell) {
    if (one == '"') out += '"';
    out += one;
  }
  out += '"';
}

}  // namespace

std::string write_csv(const Table& table) {
  std::size_t width = 0;
  for (const auto& row : table.rows) width = std::max(width, row.cells.size());
  std::string out = "\xEF\xBB\xBF";
  for (const auto& row : table.rows) {
    for (std::size_t column = 0; column < width; ++column) {
      if (column != 0) out += ',';
      if (column < row.cells.size()) put(out, row.cells[column]);
    }
    out += "\r\n";
  }
  return out;
}

}  // namespace gg
