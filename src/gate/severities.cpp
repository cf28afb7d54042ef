#include "gate/severities.h"

#include "base/check.h"
#include "base/embedded.h"
#include "base/whole_file.h"
#include "gate/reconcile_rules.h"
#include "yaml/form.h"

#include <algorithm>

namespace gg {

std::span<const Embedded> gate_books();

namespace {

RuleText read_rule(Form form) {
  RuleText rule;
  rule.id = form.text("id", Need::Required);
  rule.severity =
      form.word("severity", severity_words, "a severity", Need::Required).value_or(Severity::Fail);
  rule.heading = form.text("heading", Need::Required);
  rule.clause = form.text("clause");
  rule.to_do = form.text("to_do", Need::Required);
  rule.waivable_by = form.texts("waivable_by");
  form.close();
  return rule;
}

std::vector<std::vector<std::string>> read_tools(Form& form) {
  std::vector<std::vector<std::string>> groups;
  for (auto& inner : form.forms("tools")) {
    auto names = inner.texts("also");
    names.insert(names.begin(), inner.text("name", Need::Required));
    inner.close();
    groups.push_back(std::move(names));
  }
  return groups;
}

void check_rules(Form& form, const GateBook& book) {
  const auto known = rule_ids();
  std::vector<std::string_view> seen;
  for (const auto& rule : book.rules) {
    if (std::ranges::find(known, rule.id) == known.end())
      form.refuse_word(*form.any("rules"), "rules", rule.id, {"a rule of the gate", known});
    if (std::ranges::find(seen, rule.id) != seen.end())
      form.refuse("rules", in_quotes(rule.id) + " stands twice; keep one");
    seen.push_back(rule.id);
  }
  for (const auto id : known)
    if (std::ranges::find(seen, id) == seen.end())
      form.refuse("rules", "has no row for " + in_quotes(id) + "; add it");
}

}  // namespace

const RuleText* GateBook::find(std::string_view rule) const {
  const auto found = std::ranges::find(rules, rule, &RuleText::id);
  return found == rules.end() ? nullptr : &*found;
}

Result<GateBook, std::vector<Problem>> parse_gate_book(std::string_view text,
                                                       std::string_view file_name) {
  Problems problems(file_name);
  const auto root = parse_yaml(text, problems);
  if (!root) return fail(problems.take());
  Form form(*root, "", problems);
  GateBook book;
  book.id = form.text("gate_book", Need::Required);
  book.version = form.text("version", Need::Required);
  book.name = form.text("name", Need::Required);
  book.final_fact = form.text("final_fact", Need::Required);
  book.unclear_source_types = form.texts("unclear_source_types");
  book.tools = read_tools(form);
  for (auto& inner : form.forms("rules")) book.rules.push_back(read_rule(inner));
  check_rules(form, book);
  form.close();
  if (!problems.none()) return fail(problems.take());
  return book;
}

GateBook default_gate_book() {
  auto book = parse_gate_book(gate_books().front().text(), "built-in gate book");
  GG_CHECK(book.has_value());
  return *std::move(book);
}

Result<GateBook> load_gate_book(const std::filesystem::path& path) {
  constexpr std::uintmax_t size_bytes_max = 1U << 20;
  TRY_LET(const auto text, read_existing(path, size_bytes_max));
  auto book = parse_gate_book(text, path.string());
  if (!book.has_value()) return fail(Error{ErrorKind::InvalidInput, to_text(book.error())});
  return *std::move(book);
}

}  // namespace gg
