#include "book_forms/sheet_tree.h"

#include "base/text.h"
#include "book_forms/boxes.h"
#include "book_forms/columns.h"

#include <algorithm>

namespace gg::book_forms {
namespace {

constexpr std::size_t subject_bytes_max = 256;

/// Of a node.
struct Place {
  std::size_t line = 0;
  std::size_t column = 0;  ///< From 1.
};

YamlNode node_at(YamlNode::Kind kind, Place place) {
  YamlNode node;
  node.kind = kind;
  node.line = place.line;
  node.column = place.column;
  return node;
}

/// Finds or adds a member.
YamlNode& member(YamlNode& map, std::string_view key, Place place) {
  for (auto& one : map.members)
    if (one.key == key) return one.value;
  map.members.push_back({std::string(key), node_at(YamlNode::Kind::Map, place)});
  return map.members.back().value;
}

bool is_blank(std::string_view box) { return trimmed(box).empty(); }

bool is_blank(const Table::Row& row) {
  return std::ranges::all_of(row.cells, [](const std::string& cell) { return is_blank(cell); });
}

/// Builds the tree of a book's YAML form out of its sheets.
class TreeBuilder {
 public:
  explicit TreeBuilder(Problems& problems) : problems_(problems) {
    root_.kind = YamlNode::Kind::Map;
  }

  YamlNode run(const std::vector<Table>& sheets) {
    for (const auto& sheet : sheets) {
      ++sheet_number_;
      if (is_note(sheet.sheet)) continue;
      if (std::ranges::find(seen_, sheet.sheet) != seen_.end())
        refuse(place_of(1, 0), "there are two sheets of this name; put their rows into one");
      else if (sheet.sheet == book_sheet)
        read_book_sheet(sheet);
      else if (const auto* form = find_sheet_form(sheet.sheet))
        read_list_sheet(sheet, *form);
      else
        refuse_sheet(sheet);
      seen_.push_back(sheet.sheet);
    }
    if (std::ranges::find(seen_, book_sheet) == seen_.end())
      problems_.add(0, 0, "",
                    "there is no sheet 'book', which says rulebook, version, name and default");
    return std::move(root_);
  }

 private:
  [[nodiscard]] Place place_of(std::size_t row, std::size_t column) const {
    return {sheet_number_ * lines_per_sheet + row, column + 1};
  }

  void refuse(Place place, std::string text) {
    problems_.add(place.line, place.column, "", std::move(text));
  }

  void refuse_sheet(const Table& sheet) {
    std::vector<std::string_view> names = {book_sheet};
    for (const auto& form : sheet_forms()) names.push_back(form.name);
    const auto meant = nearest(sheet.sheet, names);
    const auto row = sheet.rows.empty() ? 1 : sheet.rows.front().number;
    refuse(place_of(row, 0),
           "there is no sheet " + in_quotes(sheet.sheet) + " in a book; " +
               (meant.empty() ? "its sheets are " + joined(names)
                              : "did you mean " + in_quotes(meant) + "?") +
               " Notes of your own go into a sheet whose name begins with 'notes'");
  }

  void read_book_sheet(const Table& sheet) {
    if (!sheet.rows.empty()) {
      const auto place = place_of(sheet.rows.front().number, 0);
      root_.line = place.line;
      root_.column = place.column;
    }
    for (const auto& row : sheet.rows) {
      if (is_blank(row)) continue;
      const auto key = std::string(trimmed(row.cells.front()));
      if (key == "key" && &row == &sheet.rows.front()) continue;
      const auto column = std::ranges::find(book_keys(), key, &Column::heading);
      if (column == book_keys().end()) {
        refuse_heading(place_of(row.number, 0), key, book_keys());
        continue;
      }
      for (std::size_t extra = 2; extra < row.cells.size(); ++extra)
        if (!is_blank(row.cells[extra]))
          refuse(place_of(row.number, extra),
                 "nothing is read here; the value stands in the second column");
      put(root_, *column, row.cells.size() > 1 ? row.cells[1] : "", place_of(row.number, 1));
    }
  }

  void refuse_heading(Place place, std::string_view heading, const std::vector<Column>& columns) {
    std::vector<std::string_view> names;
    for (const auto& one : columns) names.push_back(one.heading);
    const auto meant = nearest(heading, names);
    refuse(place, in_quotes(heading) + " is not known here; " +
                      (meant.empty() ? "write one of " + joined(names)
                                     : "did you mean " + in_quotes(meant) + "?"));
  }

  void read_list_sheet(const Table& sheet, const SheetForm& form) {
    auto row =
        std::ranges::find_if(sheet.rows, [](const Table::Row& one) { return !is_blank(one); });
    if (row == sheet.rows.end()) return;
    const auto headings = read_headings(*row, form);
    auto& list = member(root_, form.name, place_of(row->number, 0));
    list.kind = YamlNode::Kind::List;
    for (++row; row != sheet.rows.end(); ++row)
      if (!is_blank(*row)) add_entry(list, read_entry(*row, form, headings), form);
  }

  struct Heading {
    std::string text;
    const Column* column = nullptr;  ///< Null: not known, or none.
  };

  std::vector<Heading> read_headings(const Table::Row& row, const SheetForm& form) {
    std::vector<Heading> headings;
    for (std::size_t index = 0; index < row.cells.size(); ++index) {
      Heading heading{std::string(trimmed(row.cells[index]))};
      heading.column = find_column(form, heading.text);
      const bool twice =
          heading.column != nullptr && subject_of(form, heading.text).empty() &&
          std::ranges::find(headings, heading.text, &Heading::text) != headings.end();
      if (twice)
        refuse(place_of(row.number, index),
               in_quotes(heading.text) + " heads two columns; keep one");
      if (subject_of(form, heading.text).size() > subject_bytes_max) heading.column = nullptr;
      if (heading.column == nullptr && !heading.text.empty())
        refuse_column(place_of(row.number, index), heading.text, form);
      headings.push_back(std::move(heading));
    }
    return headings;
  }

  void refuse_column(Place place, std::string_view heading, const SheetForm& form) {
    auto columns = form.before;
    columns.insert(columns.end(), form.after.begin(), form.after.end());
    if (!form.asks.empty()) columns.push_back({std::string(form.asks) + " <fact>"});
    refuse_heading(place, heading, columns);
  }

  YamlNode read_entry(const Table::Row& row, const SheetForm& form,
                      const std::vector<Heading>& headings) {
    auto entry = node_at(YamlNode::Kind::Map, place_of(row.number, 0));
    for (std::size_t index = 0; index < row.cells.size(); ++index) {
      const auto& box = row.cells[index];
      const auto place = place_of(row.number, index);
      const auto heading = index < headings.size() ? headings[index] : Heading{};
      const auto subject = subject_of(form, heading.text);
      if (heading.column == nullptr) {
        if (heading.text.empty() && !is_blank(box))
          refuse(place, "this column has no heading; write one, or clear it");
      } else if (subject.empty()) {
        put(entry, *heading.column, box, place);
      } else if (!is_blank(box)) {
        put_test(entry, *heading.column, subject, value_of_box(box, heading.column->kind, place));
      }
    }
    return entry;
  }

  void put_test(YamlNode& entry, const Column& column, std::string_view subject, YamlNode value) {
    const Place place{value.line, value.column};
    auto& tests = member(entry, column.heading, place);
    if (tests.find(subject) != nullptr)
      return refuse(place, in_quotes(subject) + " stands in two boxes of this row; keep one");
    tests.members.push_back({std::string(subject), std::move(value)});
  }

  void put(YamlNode& entry, const Column& column, const std::string& box, Place place) {
    auto value = value_of_box(box, column.kind, place);
    const bool marks_place = column.when_empty == WhenEmpty::Show && column.kind != BoxKind::List;
    if (value.kind == YamlNode::Kind::Empty && !marks_place) return;
    auto* node = &entry;
    const auto path = path_of(column.heading);
    for (std::size_t step = 0; step + 1 < path.size(); ++step)
      node = &member(*node, path[step], place);
    if (node->find(path.back()) != nullptr)
      return refuse(place, "this stands here twice; keep one");
    node->members.push_back({std::string(path.back()), std::move(value)});
  }

  YamlNode value_of_box(const std::string& box, BoxKind kind, Place place) {
    if (kind == BoxKind::Prose ? box.empty() : is_blank(box))
      return node_at(YamlNode::Kind::Empty, place);
    auto node = node_at(YamlNode::Kind::Scalar, place);
    if (kind == BoxKind::List) {
      node.kind = YamlNode::Kind::List;
      auto entries = parse_list(box);
      if (!entries) refuse(place, entries.error().message);
      for (auto& entry : entries ? *entries : std::vector<std::string>{}) {
        node.items.push_back(node_at(YamlNode::Kind::Scalar, place));
        node.items.back().text = std::move(entry);
      }
    } else if (kind == BoxKind::Answer) {
      auto answer = parse_answer(box);
      if (!answer) refuse(place, answer.error().message);
      node.text = answer ? *std::move(answer) : std::string();
    } else {
      node.text = kind == BoxKind::Prose ? std::string_view(box) : trimmed(box);
    }
    return node;
  }

  /// Rows of one id that follow each other are the alternatives of one definition.
  void add_entry(YamlNode& list, YamlNode entry, const SheetForm& form) {
    if (form.name != "define") {
      list.items.push_back(std::move(entry));
      return;
    }
    auto tests = node_at(YamlNode::Kind::Map, {entry.line, entry.column});
    const auto when = std::ranges::find(entry.members, "when", &YamlMember::key);
    if (when != entry.members.end()) {
      tests = std::move(when->value);
      entry.members.erase(when);
    }
    const auto* id = entry.find("id");
    const auto* above = list.items.empty() ? nullptr : list.items.back().find("id");
    if (id != nullptr && above != nullptr && !id->text.empty() && id->text == above->text) {
      refuse_words_of_alternative(entry);
    } else {
      list.items.push_back(std::move(entry));
      auto any = node_at(YamlNode::Kind::List, {tests.line, tests.column});
      list.items.back().members.push_back({"any", std::move(any)});
    }
    list.items.back().members.back().value.items.push_back(std::move(tests));
  }

  void refuse_words_of_alternative(const YamlNode& entry) {
    for (const auto& [key, value] : entry.members)
      if (key != "id" && value.kind != YamlNode::Kind::Empty)
        problems_.add(value.line, value.column, "",
                      "this row is a further alternative of the definition above; write its " +
                          key + " there");
  }

  Problems& problems_;
  YamlNode root_;
  std::size_t sheet_number_ = 0;
  std::vector<std::string> seen_;
};

}  // namespace

YamlNode tree_of(const std::vector<Table>& sheets, Problems& problems) {
  return TreeBuilder(problems).run(sheets);
}

}  // namespace gg::book_forms
