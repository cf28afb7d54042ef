#include "book_forms/boxes.h"
#include "book_forms/columns.h"
#include "book_forms/sheets.h"
#include "book_forms/test_columns.h"

#include <algorithm>

namespace gg::book_forms {
namespace {

using rulebook::Book;
using rulebook::Cells;

/// One row of a sheet: the entry of the book's YAML form, and its tests.
struct Line {
  const YamlNode* entry = nullptr;  ///< Null: a further alternative of the definition above.
  std::string id;
  RowTests tests;
};

const YamlNode* find_path(const YamlNode& node, std::string_view heading) {
  const auto* at = &node;
  for (const auto key : path_of(heading)) {
    at = at->find(key);
    if (at == nullptr) return nullptr;
  }
  return at;
}

std::string box_of(const YamlNode* node, BoxKind kind) {
  if (node == nullptr) return {};
  if (kind != BoxKind::List) return node->text;
  std::vector<std::string> entries;
  for (const auto& item : node->items) entries.push_back(item.text);
  return write_list(entries);
}

void put_row(Table& table, std::vector<std::string> cells) {
  table.rows.push_back({table.rows.size() + 1, std::move(cells)});
}

RowTests tests_of(const Book& book, const Cells& cells) {
  RowTests tests;
  for (const auto& cell : cells) {
    const auto fact = std::ranges::find(book.facts, cell.subject, &rulebook::Fact::id);
    tests.emplace_back(cell.subject,
                       rulebook::to_text(cell, fact == book.facts.end() ? nullptr : &*fact));
  }
  return tests;
}

RowTests answers_of(const Book& book, const rulebook::Case& one) {
  RowTests answers;
  for (const auto& fact : book.facts)
    if (const auto answer = one.given.answers.find(fact.id); answer != one.given.answers.end())
      answers.emplace_back(fact.id, write_answer(answer->second));
  for (const auto& [id, answer] : one.given.answers)
    if (std::ranges::find(book.facts, id, &rulebook::Fact::id) == book.facts.end())
      answers.emplace_back(id, write_answer(answer));
  return answers;
}

std::vector<Line> lines_of_definitions(const Book& book, const YamlNode& list) {
  std::vector<Line> lines;
  for (std::size_t index = 0; index < list.items.size(); ++index) {
    const auto& definition = book.definitions[index];
    for (const auto& alternative : definition.any) {
      const bool first = &alternative == &definition.any.front();
      lines.push_back(
          {first ? &list.items[index] : nullptr, definition.id, tests_of(book, alternative)});
    }
  }
  return lines;
}

std::vector<Line> lines_of(const Book& book, const SheetForm& form, const YamlNode& list) {
  if (form.name == "define") return lines_of_definitions(book, list);
  std::vector<Line> lines;
  for (std::size_t index = 0; index < list.items.size(); ++index) {
    Line line{.entry = &list.items[index]};
    if (form.name == "rows") line.tests = tests_of(book, book.rows[index].when);
    if (form.name == "invariants") line.tests = tests_of(book, book.invariants[index].when);
    if (form.name == "cases") line.tests = answers_of(book, book.cases[index]);
    lines.push_back(std::move(line));
  }
  return lines;
}

/// The columns that are shown, or that some entry needs.
std::vector<Column> used(const std::vector<Column>& columns, const std::vector<Line>& lines) {
  std::vector<Column> kept;
  for (const auto& column : columns) {
    const bool needed = std::ranges::any_of(lines, [&column](const Line& line) {
      return line.entry != nullptr && find_path(*line.entry, column.heading) != nullptr;
    });
    if (needed || column.when_empty == WhenEmpty::Show) kept.push_back(column);
  }
  return kept;
}

void add_boxes(std::vector<std::string>& cells, const Line& line,
               const std::vector<Column>& columns) {
  for (const auto& column : columns) {
    if (line.entry != nullptr)
      cells.push_back(box_of(find_path(*line.entry, column.heading), column.kind));
    else
      cells.push_back(column.heading == "id" ? line.id : "");
  }
}

/// The order of columns of tests where rows do not ask for another: facts, then definitions.
std::vector<std::string> usual_order(const Book& book) {
  std::vector<std::string> order;
  for (const auto& fact : book.facts) order.push_back(fact.id);
  for (const auto& definition : book.definitions) order.push_back(definition.id);
  return order;
}

Table write_list_sheet(const Book& book, const SheetForm& form, const YamlNode& list) {
  const auto lines = lines_of(book, form, list);
  std::vector<RowTests> tests;
  for (const auto& line : lines) tests.push_back(line.tests);
  const auto laid_out = lay_out(tests, usual_order(book));
  const auto before = used(form.before, lines);
  const auto after = used(form.after, lines);
  Table table{.sheet = std::string(form.name)};
  std::vector<std::string> headings;
  for (const auto& column : before) headings.push_back(column.heading);
  for (const auto& subject : laid_out.subjects)
    headings.push_back(std::string(form.asks) + " " + subject);
  for (const auto& column : after) headings.push_back(column.heading);
  put_row(table, std::move(headings));
  for (std::size_t index = 0; index < lines.size(); ++index) {
    std::vector<std::string> cells;
    add_boxes(cells, lines[index], before);
    std::ranges::copy(laid_out.boxes[index], std::back_inserter(cells));
    add_boxes(cells, lines[index], after);
    put_row(table, std::move(cells));
  }
  return table;
}

Table write_book_sheet(const YamlNode& root) {
  Table table{.sheet = std::string(book_sheet)};
  put_row(table, {"key", "value"});
  for (const auto& column : book_keys()) {
    const auto* node = find_path(root, column.heading);
    if (node != nullptr || column.when_empty == WhenEmpty::Show)
      put_row(table, {column.heading, box_of(node, column.kind)});
  }
  return table;
}

}  // namespace

Result<std::vector<Table>> write_sheets(const Book& book) {
  Problems problems(book.title());
  const auto root = parse_yaml(rulebook::write_book(book), problems);
  if (!root) return fail(Error{ErrorKind::LimitExceeded, to_text(problems.take())});
  std::vector<Table> sheets = {write_book_sheet(*root)};
  for (const auto& form : sheet_forms())
    if (const auto* list = root->find(form.name); list != nullptr)
      sheets.push_back(write_list_sheet(book, form, *list));
  return sheets;
}

}  // namespace gg::book_forms
