#include "rulebook/run_cases.h"

#include <algorithm>

namespace gg::rulebook {
namespace {

using Names = std::vector<std::string>;

std::string listed(const Names& names) {
  std::string text = "[";
  for (const auto& name : names) text += (text.size() > 1 ? ", " : "") + name;
  return text + "]";
}

void compare(std::string_view what, const std::optional<Names>& expected, Names came,
             std::string& text) {
  if (!expected) return;
  auto wanted = *expected;
  std::ranges::sort(wanted);
  std::ranges::sort(came);
  if (wanted != came)
    text.append(what)
        .append(": expected ")
        .append(listed(wanted))
        .append(", came ")
        .append(listed(came) + "\n");
}

/// Rows of that truth, baseline rows left out.
Names rows_of(const Book& book, const Decision& decision, Truth truth) {
  Names names;
  for (const auto& fired : decision.fired) {
    if (fired.truth != truth) continue;
    if (fired.row == default_row)
      names.emplace_back("default");
    else if (!book.rows[fired.row].is_baseline())
      names.push_back(book.rows[fired.row].id);
  }
  return names;
}

Names ids_of(const std::vector<Asked>& asked) {
  Names names;
  for (const auto& one : asked) names.push_back(one.id);
  return names;
}

std::string differences(const BookSet& set, const Case& one) {
  const auto slots = slots_of(set, one.given);
  if (!slots) return to_text(slots.error()) + "\n";
  Evaluator evaluator(set);
  const auto decision = decide(set, evaluator, *slots);
  const auto& book = set.books().front()->book;
  std::string text;
  if (decision.outcome != one.expect.outcome)
    text += "outcome: expected " + std::string(word_of(outcome_words, one.expect.outcome)) +
            ", came " + std::string(word_of(outcome_words, decision.outcome)) + ", by " +
            listed(rows_of(book, decision, Truth::True)) + ", unsure " +
            listed(rows_of(book, decision, Truth::Unknown)) + "\n";
  compare("rows", one.expect.rows, rows_of(book, decision, Truth::True), text);
  compare("unsure", one.expect.unsure, rows_of(book, decision, Truth::Unknown), text);
  compare("reviewers", one.expect.reviewers, ids_of(decision.reviewers), text);
  compare("duties", one.expect.duties, ids_of(decision.duties), text);
  return text;
}

}  // namespace

std::vector<CaseFailure> run_cases(const BookFilePtr& book, const std::vector<Case>& cases) {
  const auto set = BookSet::join({book});
  if (!set) return {{book->file, book->book.id, to_text(set.error())}};
  std::vector<CaseFailure> failures;
  for (const auto& one : cases)
    if (auto text = differences(*set, one); !text.empty())
      failures.push_back({one.where, one.name, std::move(text)});
  return failures;
}

}  // namespace gg::rulebook
