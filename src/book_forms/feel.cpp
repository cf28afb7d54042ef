#include "book_forms/feel.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace gg::book_forms {
namespace {

using namespace rulebook;

constexpr std::array<std::string_view, 31> language_words = {
    "and",       "between", "boolean", "context",  "date",   "duration", "else",     "every",
    "external",  "false",   "for",     "function", "if",     "in",       "instance", "item",
    "list",      "month",   "not",     "null",     "number", "of",       "or",       "return",
    "satisfies", "some",    "string",  "then",     "time",   "true",     "year"};

/// A test that nothing passes.
constexpr std::string_view never = "? != ?";

bool is_word_character(char one) {
  return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9') ||
         one == '_';
}

bool is_yes_no(const Fact* fact) { return fact == nullptr || fact->type == FactType::YesNo; }

/// The options that pass.
std::vector<std::string> passing(const Cell& cell, const Fact* fact) {
  const std::vector<std::string> yes_no = {"no", "yes"};
  std::vector<std::string> kept;
  for (const auto& option : fact == nullptr ? yes_no : fact->options) {
    const bool named = std::ranges::find(cell.options, option) != cell.options.end();
    if (named == (cell.sense == Sense::Is)) kept.push_back(option);
  }
  return kept;
}

std::string value_text(const Fact& fact, Value value) {
  const auto text = to_text(fact, value);
  return fact.type == FactType::Date ? "date(" + feel_text(text) + ")" : text;
}

/// The two ends as they stand in FEEL; empty where open.
struct Ends {
  std::string first;
  std::string last;
};

std::string range_test(const Ends& ends) {
  if (ends.first.empty()) return "<= " + ends.last;
  if (ends.last.empty()) return ">= " + ends.first;
  return ends.first == ends.last ? ends.first : "[" + ends.first + ".." + ends.last + "]";
}

Ends ends_of(const Cell& cell, const Fact& fact) {
  return {cell.first ? value_text(fact, *cell.first) : "",
          cell.last ? value_text(fact, *cell.last) : ""};
}

std::string options_expression(const Cell& cell, const Fact* fact, const std::string& name) {
  const auto options = passing(cell, fact);
  if (!is_yes_no(fact) || options.size() != 1) {
    std::vector<std::string> texts;
    for (const auto& option : options)
      texts.push_back(is_yes_no(fact) ? (option == "yes" ? "true" : "false") : feel_text(option));
    return "(if " + name + " = null then null else list contains([" + joined(texts, ", ") + "], " +
           name + "))";
  }
  return options.front() == "yes" ? name : "not(" + name + ")";
}

std::string cell_expression(const Cell& cell, const Fact* fact, const std::string& name) {
  if (!cell.first && !cell.last) return options_expression(cell, fact, name);
  const auto [first, last] = ends_of(cell, *fact);
  if (last.empty()) return name + " >= " + first;
  if (first.empty()) return name + " <= " + last;
  return name + " >= " + first + " and " + name + " <= " + last;
}

/// A title is shown in `territory` when it is shown in all, in a part or in the whole of it.
std::string territory_test(const Territory& territory) {
  if (territory.is_world()) return "count(?) > 0";
  const auto& code = territory.text();
  std::vector<std::string> holding = {"t = \"world\"", "t = " + feel_text(code),
                                      "starts with(t, " + feel_text(code + "-") + ")"};
  if (const auto hyphen = code.find('-'); hyphen != std::string::npos)
    holding.push_back("t = " + feel_text(code.substr(0, hyphen)));
  return "some t in ? satisfies (" + joined(holding, " or ") + ")";
}

template <class T, class F>
void add_one_of(std::vector<TitleTest>& tests, std::string subject, const std::vector<T>& values,
                F&& test_of) {
  if (values.empty()) return;
  std::vector<std::string> any;
  for (const auto& value : values) any.push_back("(" + test_of(value) + ")");
  tests.push_back({std::move(subject), "texts",
                   any.size() == 1 ? test_of(values.front()) : joined(any, " or ")});
}

void add_days(std::vector<TitleTest>& tests, std::string subject, const Days& days) {
  if (days.any()) tests.push_back({std::move(subject), "date", unary_test(days)});
}

}  // namespace

std::string FeelNames::name(std::string_view id) {
  if (const auto known = names_.find(id); known != names_.end()) return known->second;
  std::string name;
  for (const char one : id) name += is_word_character(one) ? one : '_';
  if (name.empty() || (name.front() >= '0' && name.front() <= '9')) name.insert(0, "n_");
  if (std::ranges::find(language_words, name) != language_words.end()) name += '_';
  while (!taken_.insert(name).second) name += '_';
  names_.emplace(id, name);
  return name;
}

std::string feel_text(std::string_view text) {
  std::string out = "\"";
  for (const char one : text) {
    if (one == '"' || one == '\\') out += '\\';
    if (one == '\n')
      out += "\\n";
    else
      out += one;
  }
  return out + '"';
}

std::string unary_test(const Cell& cell, const Fact* fact) {
  if (cell.first || cell.last) return range_test(ends_of(cell, *fact));
  std::vector<std::string> tests;
  for (const auto& option : passing(cell, fact))
    tests.push_back(is_yes_no(fact) ? (option == "yes" ? "true" : "false") : feel_text(option));
  return tests.empty() ? std::string(never) : joined(tests, ", ");
}

std::string unary_test(const Days& days) {
  const auto text = [](const std::optional<Date>& day) {
    return day ? "date(" + feel_text(day->text()) + ")" : "";
  };
  return range_test({text(days.from), text(days.until)});
}

std::string expression(const Definition& definition, const std::vector<Fact>& facts,
                       FeelNames& names) {
  std::vector<std::string> alternatives;
  for (const auto& cells : definition.any) {
    std::vector<std::string> all;
    for (const auto& cell : cells) {
      const auto fact = std::ranges::find(facts, cell.subject, &Fact::id);
      all.push_back(
          cell_expression(cell, fact == facts.end() ? nullptr : &*fact, names.name(cell.subject)));
    }
    alternatives.push_back(all.empty() ? "true" : joined(all, " and "));
  }
  if (alternatives.size() == 1) return alternatives.front();
  for (auto& alternative : alternatives) alternative = "(" + alternative + ")";
  return joined(alternatives, " or ");
}

std::vector<TitleTest> title_tests(const Applies& applies, const Days& in_force) {
  std::vector<TitleTest> tests;
  if (!applies.kinds.empty()) {
    std::vector<std::string> kinds;
    for (const auto kind : applies.kinds)
      kinds.push_back(feel_text(word_of(title_kind_words, kind)));
    tests.push_back({"title kind", "string", joined(kinds, ", ")});
  }
  if (applies.factual)
    tests.push_back({"title factual", "boolean", *applies.factual ? "true" : "false"});
  add_one_of(tests, "title territories", applies.territories, territory_test);
  const auto contains = [](std::string_view text) {
    return "list contains(?, " + feel_text(text) + ")";
  };
  add_one_of(tests, "title agreements", applies.agreements, contains);
  add_one_of(tests, "title roles", applies.roles,
             [&](Role role) { return contains(word_of(role_words, role)); });
  add_days(tests, "title photography", applies.photography);
  add_days(tests, "title release", applies.release);
  add_days(tests, "as of", in_force);
  return tests;
}

std::string_view feel_type(const Fact& fact) {
  switch (fact.type) {
    case FactType::YesNo:
      return "boolean";
    case FactType::Choice:
      return "string";
    case FactType::Number:
      return "number";
    case FactType::Date:
      return "date";
  }
  return "string";
}

}  // namespace gg::book_forms
