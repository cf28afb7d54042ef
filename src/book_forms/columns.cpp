#include "book_forms/columns.h"

#include "base/text.h"

#include <algorithm>

namespace gg::book_forms {
namespace {

using Columns = std::vector<Column>;

Column word(std::string heading) { return {std::move(heading)}; }
Column prose(std::string heading) { return {std::move(heading), BoxKind::Prose}; }
Column list(std::string heading) { return {std::move(heading), BoxKind::List}; }

Column shown(Column column) {
  column.when_empty = WhenEmpty::Show;
  return column;
}

Columns joined_columns(std::initializer_list<Columns> parts) {
  Columns all;
  for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

Columns applies() {
  return {list("applies kinds"),
          word("applies factual"),
          list("applies territories"),
          list("applies agreements"),
          list("applies roles"),
          word("applies photography from"),
          word("applies photography until"),
          word("applies release from"),
          word("applies release until")};
}

Columns in_force() { return {word("in_force from"), word("in_force until")}; }

SheetForm sources() {
  return {"sources",
          "",
          {shown(word("id")), shown(prose("title")), shown(prose("url")), shown(word("read")),
           shown(word("confidence")), shown(prose("remark"))},
          {}};
}

SheetForm facts() {
  return {"facts",
          "",
          {shown(word("id")), shown(prose("ask")), prose("help"), shown(word("type")),
           shown(list("of")), prose("unit"), word("min"), word("max"), shown(word("from")),
           shown(word("risk")), word("changeable"), shown(word("material")), prose("remark")},
          {}};
}

SheetForm define() {
  return {"define", "when", {shown(word("id")), shown(prose("means"))}, {prose("remark")}};
}

SheetForm reviewers() {
  return {"reviewers",
          "",
          joined_columns({{shown(word("id")), shown(prose("name")), list("any_of"), list("after")},
                          applies(),
                          {prose("remark")}}),
          {}};
}

SheetForm duties() {
  return {"duties",
          "",
          joined_columns({{shown(word("id")), shown(prose("what")), shown(word("due")),
                           word("lead_hours"), shown(prose("owner")), shown(word("evidence"))},
                          applies(),
                          {prose("remark")}}),
          {}};
}

SheetForm rows() {
  return {"rows",
          "when",
          joined_columns({{shown(word("id")), shown(prose("clause")), shown(word("source")),
                           word("confidence"), prose("unconfirmed")},
                          applies(),
                          in_force()}),
          {shown(word("outcome")), shown(list("reviewers")), shown(list("duties")),
           shown(prose("because")), prose("remark")}};
}

SheetForm invariants() {
  return {"invariants",
          "when",
          joined_columns({{shown(word("id"))}, applies(), in_force()}),
          {shown(word("at_least")), word("at_most"), shown(list("reviewers_include")),
           shown(list("duties_include")), shown(prose("because"))}};
}

SheetForm cases() {
  return {"cases",
          "given",
          {shown(prose("name")), word("title kind"), word("title factual"),
           list("title territories"), list("title agreements"), list("title roles"),
           word("title photography"), word("title release"), word("as_of")},
          {shown(word("expect outcome")), list("expect rows"), list("expect unsure"),
           list("expect reviewers"), list("expect duties"), prose("remark")}};
}

}  // namespace

const std::vector<Column>& book_keys() {
  static const auto keys =
      joined_columns({{shown(word("rulebook")), shown(word("version")), shown(prose("name")),
                       shown(prose("notice")), prose("remark")},
                      applies(),
                      in_force(),
                      {shown(word("default outcome")), shown(list("default reviewers")),
                       shown(list("default duties")), shown(prose("default because"))}});
  return keys;
}

const std::vector<SheetForm>& sheet_forms() {
  static const std::vector<SheetForm> forms = {sources(), facts(), define(),     reviewers(),
                                               duties(),  rows(),  invariants(), cases()};
  return forms;
}

const SheetForm* find_sheet_form(std::string_view name) {
  const auto found = std::ranges::find(sheet_forms(), name, &SheetForm::name);
  return found == sheet_forms().end() ? nullptr : &*found;
}

const Column* find_column(const SheetForm& form, std::string_view heading) {
  static const Column test = {"when", BoxKind::Test};
  static const Column answer = {"given", BoxKind::Answer};
  if (!subject_of(form, heading).empty()) return form.asks == "given" ? &answer : &test;
  for (const auto* columns : {&form.before, &form.after}) {
    const auto found = std::ranges::find(*columns, heading, &Column::heading);
    if (found != columns->end()) return &*found;
  }
  return nullptr;
}

std::string_view subject_of(const SheetForm& form, std::string_view heading) {
  if (form.asks.empty() || !heading.starts_with(form.asks)) return {};
  const auto rest = heading.substr(form.asks.size());
  return rest.starts_with(' ') ? trimmed(rest) : std::string_view();
}

bool is_note(std::string_view sheet) { return starts_with_ignoring_case(sheet, "note"); }

std::vector<std::string_view> path_of(std::string_view heading) {
  std::vector<std::string_view> path;
  while (true) {
    const auto space = heading.find(' ');
    path.push_back(heading.substr(0, space));
    if (space == std::string_view::npos) return path;
    heading = heading.substr(space + 1);
  }
}

}  // namespace gg::book_forms
