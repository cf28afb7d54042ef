#include "paper/sheet.h"

#include <algorithm>
#include <optional>

namespace gg::paper {
namespace {

constexpr double cell_gap = 9;
constexpr double row_pad = 4;

struct Place {
  double left, width;
};

std::vector<Place> places_of(const Sheet& sheet, const std::vector<Column>& columns) {
  double shares = 0;
  for (const auto& column : columns) shares += column.share;
  std::vector<Place> places;
  double left = sheet.left();
  for (const auto& column : columns) {
    const double width = sheet.width() * column.share / shares;
    places.push_back({left, std::max(width - cell_gap, 20.0)});
    left += width;
  }
  return places;
}

/// Cells of one row, and how far each is drawn.
struct Row {
  std::vector<Text> cells;
  std::vector<std::size_t> next;

  [[nodiscard]] double height() const {
    double height = 0;
    for (const auto& cell : cells) height = std::max(height, cell.height());
    return height + 2 * row_pad;
  }
  [[nodiscard]] bool is_done() const {
    for (std::size_t at = 0; at < cells.size(); ++at)
      if (next[at] < cells[at].lines().size()) return false;
    return true;
  }
};

/// Draws one table, page by page. *single thread*
class TableSetter {
 public:
  TableSetter(Sheet& sheet, const Table& table)
      : sheet_(sheet), table_(table), places_(places_of(sheet, table.columns)) {
    std::vector<std::string> heads;
    for (const auto& column : table.columns) heads.push_back(column.heading);
    head_ = row_of(heads, true);
  }

  void set() {
    constexpr double first_row = 24;
    sheet_.need(head_.height() + first_row);
    begin();
    for (const auto& cells : table_.rows) {
      auto row = row_of(cells, false);
      if (row.height() > sheet_.room() && !is_fresh_) go_on();
      while (true) {
        set_part(row);
        if (row.is_done()) break;
        go_on();
      }
    }
    table_element_.reset();
  }

 private:
  Row row_of(const std::vector<std::string>& texts, bool is_head) const {
    Row row;
    for (std::size_t at = 0; at < places_.size(); ++at) {
      const auto& type = is_head                      ? head_type
                         : table_.columns[at].is_code ? cell_code_type
                                                      : cell_type;
      row.cells.push_back(sheet_.lay(at < texts.size() ? texts[at] : "", type, places_[at].width));
      row.next.push_back(0);
    }
    return row;
  }

  /// The table's element ends with its page.
  void go_on() {
    table_element_.reset();
    sheet_.turn();
    begin();
  }

  void begin() {
    table_element_.emplace(sheet_, "Table");
    std::ranges::fill(head_.next, 0U);
    draw_row(head_, "TH", soft);
    sheet_.rule(sheet_.left(), sheet_.y, sheet_.width(), 1, line_ink);
    is_fresh_ = true;
  }

  void set_part(Row& row) {
    draw_row(row, "TD", dark);
    if (row.is_done()) sheet_.rule(sheet_.left(), sheet_.y, sheet_.width(), 0.5, line_ink);
    is_fresh_ = false;
  }

  /// As many lines of each cell as fit, at least one.
  void draw_row(Row& row, const char* element, const Ink& ink) {
    const Element tr(sheet_, "TR");
    const double top = sheet_.y + row_pad;
    const double room = sheet_.room() - 2 * row_pad;
    double bottom = top;
    for (std::size_t at = 0; at < row.cells.size(); ++at) {
      const Element cell(sheet_, element);
      const auto& lines = row.cells[at].lines();
      auto& next = row.next[at];
      if (next == lines.size()) continue;
      const double start = lines[next].top;
      bool is_first = true;
      while (next < lines.size() && (is_first || lines[next].bottom - start <= room)) {
        sheet_.draw(lines[next], places_[at].left, top - start, ink);
        bottom = std::max(bottom, top + lines[next].bottom - start);
        is_first = false;
        ++next;
      }
    }
    sheet_.y = bottom + row_pad;
  }

  Sheet& sheet_;
  const Table& table_;
  std::vector<Place> places_;
  Row head_;
  std::optional<Element> table_element_;
  bool is_fresh_ = true;
};

}  // namespace

void set_table(Sheet& sheet, const Table& table) {
  if (!table.columns.empty()) TableSetter(sheet, table).set();
}

}  // namespace gg::paper
