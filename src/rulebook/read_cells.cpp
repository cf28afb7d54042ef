#include "rulebook/read_cells.h"

#include <algorithm>

namespace gg::rulebook {
namespace {

/// One cell being read.
class CellReader {
 public:
  CellReader(const YamlMember& member, std::string place, const Subjects& subjects,
             Problems& problems)
      : member_(member),
        place_(std::move(place)),
        fact_(subjects.fact(member.key)),
        form_(subjects.form),
        problems_(problems) {}

  std::optional<Cell> read() {
    const auto& node = member_.value;
    switch (node.kind) {
      case YamlNode::Kind::Scalar:
        return from_text(node.text);
      case YamlNode::Kind::List:
        return from_text(list_text(node));
      case YamlNode::Kind::Map:
        return from_map(node);
      case YamlNode::Kind::Empty:
        break;
    }
    return refuse("has no test; write " + advice());
  }

 private:
  [[nodiscard]] bool on_options() const {
    return fact_ == nullptr || fact_->type == FactType::YesNo || fact_->type == FactType::Choice;
  }

  [[nodiscard]] std::string advice() const {
    if (fact_ == nullptr || fact_->type == FactType::YesNo) return "yes or no";
    if (form_ == CellForm::Box)
      return on_options() ? "options (a, b) or what it is not (not a)"
                          : "a value, >= 3, <= 10 or 3 .. 10";
    if (fact_->type == FactType::Choice) return "an option, [a, b] or {not: a}";
    return "a value, {from: …}, {until: …} or both";
  }

  std::optional<Cell> refuse(std::string text) {
    problems_.add(member_.value.line, member_.value.column, place_, std::move(text));
    return std::nullopt;
  }

  static std::string list_text(const YamlNode& node) {
    std::string text;
    for (const auto& item : node.items) text += (text.empty() ? "" : ", ") + item.text;
    return text;
  }

  std::optional<Cell> from_text(const std::string& text) {
    auto cell = parse_cell(member_.key, text, fact_);
    if (cell) return *std::move(cell);
    return refuse(in_quotes(text) + " is no test; write " + advice() + options_known());
  }

  [[nodiscard]] std::string options_known() const {
    return fact_ != nullptr && fact_->type == FactType::Choice
               ? " (" + answers_in_words(*fact_) + ", but never unsure)"
               : "";
  }

  std::optional<Cell> from_map(const YamlNode& node) {
    for (const auto& member : node.members) {
      const bool known =
          on_options() ? member.key == "not" : member.key == "from" || member.key == "until";
      if (!known)
        return refuse("the key " + in_quotes(member.key) + " is not known in a cell; write " +
                      advice());
    }
    if (on_options()) {
      const auto* denied = node.find("not");
      if (denied == nullptr) return refuse("has no test; write " + advice());
      return from_text("not " +
                       (denied->kind == YamlNode::Kind::List ? list_text(*denied) : denied->text));
    }
    return range_of(node);
  }

  std::optional<Cell> range_of(const YamlNode& node) {
    Cell cell{.subject = member_.key};
    for (const auto& [key, value] : node.members) {
      const auto number = parse_value(*fact_, value.text);
      if (!number)
        return refuse(in_quotes(value.text) + " is out of range; write " +
                      answers_in_words(*fact_));
      (key == "from" ? cell.first : cell.last) = number;
    }
    if (!cell.first && !cell.last) return refuse("has no test; write " + advice());
    if (cell.first && cell.last && *cell.last < *cell.first)
      return refuse("ends before it begins; write from before until");
    return cell;
  }

  const YamlMember& member_;
  std::string place_;
  const Fact* fact_;
  CellForm form_;
  Problems& problems_;
};

std::vector<std::string_view> names_of(const Subjects& subjects) {
  std::vector<std::string_view> names;
  for (const auto& fact : subjects.facts) names.push_back(fact.id);
  for (const auto& definition : subjects.definitions) names.push_back(definition.id);
  return names;
}

}  // namespace

const Fact* Subjects::fact(std::string_view id) const {
  const auto found = std::ranges::find(facts, id, &Fact::id);
  return found == facts.end() ? nullptr : &*found;
}

bool Subjects::defines(std::string_view id) const {
  return std::ranges::find(definitions, id, &Definition::id) != definitions.end();
}

Cells read_cells(const YamlNode& node, const std::string& place, const Subjects& subjects,
                 Problems& problems) {
  Cells cells;
  if (node.kind == YamlNode::Kind::Empty) return cells;
  if (node.kind != YamlNode::Kind::Map) {
    problems.add(node.line, node.column, place, "must hold cells (fact: test)");
    return cells;
  }
  for (const auto& member : node.members) {
    if (subjects.fact(member.key) == nullptr && !subjects.defines(member.key)) {
      const auto meant = nearest(member.key, names_of(subjects));
      problems.add(
          member.value.line, member.value.column, place,
          in_quotes(member.key) + " is neither a fact nor a definition above this line; " +
              (meant.empty() ? "add it under facts" : "did you mean " + in_quotes(meant) + "?"));
      continue;
    }
    CellReader reader(member, place + "." + member.key, subjects, problems);
    if (auto cell = reader.read()) cells.push_back(*std::move(cell));
  }
  return cells;
}

Days read_days(Form& form, std::string_view key) {
  Days days;
  auto inner = form.form(key);
  if (!inner) return days;
  days.from = inner->date("from");
  days.until = inner->date("until");
  if (days.from && days.until && *days.until < *days.from)
    inner->refuse("until", "lies before from; write the first day under from");
  inner->close();
  return days;
}

Applies read_applies(Form& form, std::string_view key) {
  Applies applies;
  auto inner = form.form(key);
  if (!inner) return applies;
  applies.kinds = inner->words("kinds", title_kind_words, "a kind of title");
  applies.factual = inner->yes_no("factual");
  applies.territories = inner->territories("territories").value_or(std::vector<Territory>{});
  applies.agreements = inner->texts("agreements");
  applies.roles = inner->words("roles", role_words, "a role");
  applies.photography = read_days(*inner, "photography");
  applies.release = read_days(*inner, "release");
  inner->close();
  return applies;
}

bool Applies::always() const { return *this == Applies{}; }

}  // namespace gg::rulebook
