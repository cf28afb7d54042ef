#include "base/text.h"
#include "tables/table.h"

#include <algorithm>
#include <array>

namespace gg {
namespace {

std::string to_text_of(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return guess_to_utf8(bytes.substr(3));
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
    return utf16_to_utf8(bytes, Utf16Order::Little);
  return guess_to_utf8(bytes);
}

/// The separator that the first line with any has most of, outside quotes.
char separator_of(std::string_view text) {
  constexpr std::array<char, 3> separators = {',', ';', '\t'};
  constexpr std::size_t looked_at_max = 64U << 10;
  std::array<std::size_t, 3> counts{};
  bool quoted_now = false;
  for (const char c : text.substr(0, looked_at_max)) {
    if (c == '"') quoted_now = !quoted_now;
    if (quoted_now) continue;
    if (c == '\n' && std::ranges::any_of(counts, [](auto count) { return count != 0; })) break;
    for (std::size_t index = 0; index < separators.size(); ++index)
      if (c == separators[index]) ++counts[index];
  }
  const auto most = std::ranges::max_element(counts);
  return separators[static_cast<std::size_t>(most - counts.begin())];
}

class Csv {
 public:
  Csv(std::string_view text, std::string_view file, const TableLimits& limits, Blanks blanks)
      : text_(text),
        separator_(separator_of(text)),
        limits_(limits),
        blanks_(blanks),
        problems_(file) {
    table_.file = file;
  }

  TableResult run() {
    while (at_ < text_.size() && problems_.none()) read_row();
    if (!problems_.none()) return fail(problems_.take());
    return std::move(table_);
  }

 private:
  void read_row() {
    Table::Row row;
    row.number = line_;
    while (problems_.none()) {
      row.cells.push_back(read_cell());
      if (++cells_ > limits_.cells_max || row.cells.size() > limits_.columns_max)
        return refuse("has too many cells; this is not a table of this kind");
      if (at_ < text_.size() && text_[at_] == separator_) {
        ++at_;
        continue;
      }
      skip_line_end();
      break;
    }
    if (table_.rows.size() >= limits_.rows_max)
      return refuse("has more than " + std::to_string(limits_.rows_max) + " rows");
    if (row.cells.size() > 1 || !row.cells.front().empty()) table_.rows.push_back(std::move(row));
  }

  std::string read_cell() {
    if (at_ < text_.size() && text_[at_] == '"') return read_quoted();
    const auto end =
        std::min(text_.find_first_of(std::string{separator_, '\r', '\n'}, at_), text_.size());
    const auto cell = text_.substr(at_, end - at_);
    at_ = end;
    return std::string(blanks_ == Blanks::Trim ? trimmed(cell) : cell);
  }

  std::string read_quoted() {
    const auto first_line = line_;
    std::string cell;
    for (++at_; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '"') {
        if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
        ++at_;
      }
      if (c == '\n') ++line_;
      cell += c;
    }
    if (at_ >= text_.size()) {
      problems_.add(first_line, 1, "", "a quote (\") opens here and is never closed; close it");
      return cell;
    }
    ++at_;
    // What stands between the closing quote and the separator belongs to no rule: kept as it is.
    return cell + (at_ < text_.size() && !is_cell_end(text_[at_]) ? read_rest() : std::string());
  }

  std::string read_rest() {
    const auto end =
        std::min(text_.find_first_of(std::string{separator_, '\r', '\n'}, at_), text_.size());
    const auto rest = text_.substr(at_, end - at_);
    at_ = end;
    return std::string(rest);
  }

  [[nodiscard]] bool is_cell_end(char c) const { return c == separator_ || c == '\r' || c == '\n'; }

  void skip_line_end() {
    if (at_ < text_.size() && text_[at_] == '\r') ++at_;
    if (at_ < text_.size() && text_[at_] == '\n') ++at_;
    ++line_;
  }

  void refuse(std::string text) { problems_.add(line_, 1, "", std::move(text)); }

  std::string_view text_;
  char separator_;
  const TableLimits& limits_;
  Blanks blanks_;
  Problems problems_;
  Table table_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t cells_ = 0;
};

}  // namespace

TableResult parse_csv(std::string_view bytes, std::string_view file, const TableLimits& limits,
                      Blanks blanks) {
  if (bytes.size() > limits.file_bytes_max) {
    Problems problems(file);
    problems.add(0, 0, "", "larger than " + std::to_string(limits.file_bytes_max >> 20U) + " MiB");
    return fail(problems.take());
  }
  const auto text = to_text_of(bytes);
  return Csv(text, file, limits, blanks).run();
}

std::string column_letters(std::size_t column) {
  std::string letters;
  for (++column; column != 0; column = (column - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
  return letters;
}

std::string cell_place(const Table& table, std::size_t row_number, std::size_t column) {
  if (table.sheet.empty())
    return "line " + std::to_string(row_number) + ", column " + std::to_string(column + 1);
  return "sheet " + table.sheet + ", cell " + column_letters(column) + std::to_string(row_number);
}

}  // namespace gg
