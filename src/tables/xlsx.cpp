#include "base/text.h"
#include "tables/string_escape.h"
#include "tables/table.h"
#include "tables/zip_entry.h"

#include <pugixml.hpp>

namespace gg {
namespace {

/// The name without its namespace prefix.
std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view attribute(const pugi::xml_node& node, std::string_view local) {
  for (const auto& one : node.attributes()) {
    const std::string_view name = one.name();
    const auto colon = name.find(':');
    if ((colon == std::string_view::npos ? name : name.substr(colon + 1)) == local)
      return one.value();
  }
  return {};
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view local) {
  for (const auto& one : node.children())
    if (local_name(one) == local) return one;
  return {};
}

/// The text of a string item: `t` itself, or the `t` of its runs; phonetic hints are left out.
std::string item_text(const pugi::xml_node& item) {
  std::string text;
  for (const auto& part : item.children()) {
    if (local_name(part) == "t") text += part.text().get();
    if (local_name(part) == "r") text += child(part, "t").text().get();
  }
  return text;
}

/// A cell reference "C7". Source: ECMA-376 part 1, 18.18.62.
struct CellPlace {
  std::size_t column = 0;
  std::size_t row = 0;
};

std::optional<CellPlace> parse_reference(std::string_view text) {
  constexpr std::size_t letters_max = 3;
  constexpr std::size_t digits_max = 7;
  CellPlace place;
  std::size_t letters = 0;
  for (; !text.empty() && text.front() >= 'A' && text.front() <= 'Z'; text.remove_prefix(1)) {
    if (++letters > letters_max) return std::nullopt;
    place.column = place.column * 26 + static_cast<std::size_t>(text.front() - 'A') + 1;
  }
  if (letters == 0 || text.empty() || text.size() > digits_max) return std::nullopt;
  for (const char digit : text) {
    if (digit < '0' || digit > '9') return std::nullopt;
    place.row = place.row * 10 + static_cast<std::size_t>(digit - '0');
  }
  --place.column;
  return place;
}

class Workbook {
 public:
  Workbook(const ZipArchive& zip, std::string_view file, const TableLimits& limits, Blanks blanks)
      : zip_(zip),
        limits_(limits),
        blanks_(blanks),
        left_(limits.unpacked_bytes_max),
        problems_(file) {}

  TableResult run(std::string_view name) {
    read_sheets();
    const auto* sheet = problems_.none() ? find_sheet(name) : nullptr;
    if (problems_.none()) read_strings();
    Table table;
    if (problems_.none()) table = read_table(*sheet);
    if (!problems_.none()) return fail(problems_.take());
    return table;
  }

  TablesResult run_all() {
    read_sheets();
    if (problems_.none()) static_cast<void>(find_sheet(""));
    if (problems_.none()) read_strings();
    std::vector<Table> tables;
    for (const auto& sheet : sheets_)
      if (problems_.none()) tables.push_back(read_table(sheet));
    if (!problems_.none()) return fail(problems_.take());
    return tables;
  }

 private:
  struct Sheet {
    std::string name;
    std::string relation;
  };

  void refuse(std::string text) { problems_.add(0, 0, "", std::move(text)); }

  bool load(const std::string& part, pugi::xml_document& document) {
    const auto text = zip_.read(part, left_);
    if (!text) {
      refuse("its part " + part + " is missing, damaged, encrypted or unpacks beyond " +
             std::to_string(limits_.unpacked_bytes_max >> 20U) +
             " MiB; save it again as XLSX or CSV");
      return false;
    }
    // pugixml reads no DTD and knows no entities but XML's own five.
    const auto parsed = document.load_buffer(
        text->data(), text->size(),
        pugi::parse_minimal | pugi::parse_escapes | pugi::parse_ws_pcdata_single);
    if (!parsed) refuse("its part " + part + " is not XML: " + parsed.description());
    return static_cast<bool>(parsed);
  }

  void read_sheets() {
    pugi::xml_document book;
    if (!load("xl/workbook.xml", book) || !load("xl/_rels/workbook.xml.rels", relations_)) return;
    for (const auto& one : child(child(book, "workbook"), "sheets").children()) {
      if (sheets_.size() >= limits_.entries_max) return refuse("has too many sheets");
      sheets_.push_back({std::string(attribute(one, "name")), relation_id(one)});
    }
  }

  /// The sheet of this name, or the first.
  const Sheet* find_sheet(std::string_view wanted) {
    std::vector<std::string_view> names;
    for (const auto& sheet : sheets_) {
      names.push_back(sheet.name);
      if (wanted.empty() || sheet.name == wanted) return &sheet;
    }
    refuse(wanted.empty()
               ? "the workbook has no sheet"
               : "there is no sheet " + in_quotes(wanted) + "; its sheets are " + joined(names));
    return nullptr;
  }

  /// The attribute r:id; a plain "id" is something else.
  static std::string relation_id(const pugi::xml_node& sheet) {
    for (const auto& one : sheet.attributes())
      if (std::string_view(one.name()).ends_with(":id")) return one.value();
    return {};
  }

  std::string find_part(const Sheet& sheet) {
    for (const auto& one : child(relations_, "Relationships").children()) {
      if (attribute(one, "Id") != sheet.relation) continue;
      const auto target = attribute(one, "Target");
      return target.starts_with('/') ? std::string(target.substr(1)) : "xl/" + std::string(target);
    }
    refuse("the sheet " + in_quotes(sheet.name) + " has no content; save the workbook again");
    return {};
  }

  void read_strings() {
    pugi::xml_document document;
    auto left = left_;
    if (!zip_.read("xl/sharedStrings.xml", left)) return;  // a workbook may have none
    if (!load("xl/sharedStrings.xml", document)) return;
    for (const auto& item : child(document, "sst").children()) {
      if (strings_.size() >= limits_.cells_max) return refuse("has too many texts");
      strings_.push_back(item_text(item));
    }
  }

  Table read_table(const Sheet& sheet) {
    Table table{.file = problems_.file(), .sheet = sheet.name};
    pugi::xml_document document;
    const auto part = find_part(sheet);
    if (!problems_.none() || !load(part, document)) return table;
    std::size_t next_row = 1;
    for (const auto& node : child(child(document, "worksheet"), "sheetData").children()) {
      Table::Row row;
      row.number = next_row;
      for (const auto& cell : node.children())
        if (!read_cell(cell, row)) return table;
      next_row = row.number + 1;
      if (++rows_ > limits_.rows_max) {
        refuse("has more than " + std::to_string(limits_.rows_max) + " rows");
        return table;
      }
      table.rows.push_back(std::move(row));
    }
    return table;
  }

  bool read_cell(const pugi::xml_node& cell, Table::Row& row) {
    auto column = row.cells.size();
    if (const auto place = parse_reference(attribute(cell, "r"))) {
      column = place->column;
      row.number = place->row;
    }
    if (column >= limits_.columns_max) return true;  // far to the right: no column of a table
    cells_ += column >= row.cells.size() ? column + 1 - row.cells.size() : 0;
    if (cells_ > limits_.cells_max) {
      refuse("has too many cells; this is not a table of this kind");
      return false;
    }
    if (row.cells.size() <= column) row.cells.resize(column + 1);
    row.cells[column] = cell_text(cell);
    return true;
  }

  [[nodiscard]] std::string cell_text(const pugi::xml_node& cell) const {
    const auto type = attribute(cell, "t");
    if (type == "inlineStr") return text_of(item_text(child(cell, "is")));
    const std::string_view value = child(cell, "v").text().get();
    if (type != "s") return text_of(value);
    std::size_t index = 0;
    for (const char digit : value) {
      if (digit < '0' || digit > '9' || index > strings_.size()) return {};
      index = index * 10 + static_cast<std::size_t>(digit - '0');
    }
    return index < strings_.size() && !value.empty() ? text_of(strings_[index]) : std::string();
  }

  [[nodiscard]] std::string text_of(std::string_view raw) const {
    return unescape_cell(blanks_ == Blanks::Trim ? trimmed(raw) : raw);
  }

  const ZipArchive& zip_;
  const TableLimits& limits_;
  Blanks blanks_;
  std::size_t left_;
  Problems problems_;
  pugi::xml_document relations_;
  std::vector<Sheet> sheets_;
  std::vector<std::string> strings_;
  std::size_t rows_ = 0;
  std::size_t cells_ = 0;
};

std::vector<Problem> refused(std::string_view file, std::string text) {
  Problems problems(file);
  problems.add(0, 0, "", std::move(text));
  return problems.take();
}

Result<ZipArchive, std::vector<Problem>> open(std::string_view bytes, std::string_view file,
                                              const TableLimits& limits) {
  if (bytes.size() > limits.file_bytes_max)
    return fail(
        refused(file, "larger than " + std::to_string(limits.file_bytes_max >> 20U) + " MiB"));
  auto zip = ZipArchive::open(bytes, limits.entries_max);
  if (!zip)
    return fail(refused(file, "is not a whole XLSX workbook; save it again as XLSX or CSV"));
  return *std::move(zip);
}

}  // namespace

TableResult parse_xlsx(std::string_view bytes, std::string_view file, std::string_view sheet,
                       const TableLimits& limits, Blanks blanks) {
  TRY_LET(const auto zip, open(bytes, file, limits));
  return Workbook(zip, file, limits, blanks).run(sheet);
}

TablesResult parse_workbook(std::string_view bytes, std::string_view file,
                            const TableLimits& limits, Blanks blanks) {
  TRY_LET(const auto zip, open(bytes, file, limits));
  return Workbook(zip, file, limits, blanks).run_all();
}

}  // namespace gg
