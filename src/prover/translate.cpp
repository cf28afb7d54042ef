#include "prover/translate.h"

#include "base/text.h"

#include <algorithm>

namespace gg::prover {
namespace {

using rulebook::Applies;
using rulebook::Book;
using rulebook::BookSet;
using rulebook::Cell;
using rulebook::Cells;
using rulebook::Days;
using rulebook::Fact;
using rulebook::Sense;
using rulebook::Value;

}  // namespace

Translator::Translator(const Universe& universe, const BookSet& set, const Book& book,
                       const Readings& readings)
    : universe_(universe),
      context_(universe.context()),
      set_(set),
      readings_(readings),
      applies_{context_.bool_val(true), context_.bool_val(false)} {
  for (const auto& definition : book.definitions) {
    std::vector<Kleene> alternatives;
    for (const auto& cells : definition.any) alternatives.push_back(condition({}, {}, cells));
    definitions_.emplace(definition.id, any_of(context_, alternatives));
  }
  applies_ = condition(book.applies, book.in_force, {});
}

Kleene Translator::row(const rulebook::Row& row) const {
  return all_of(context_, std::vector{applies_, condition(row.applies, row.in_force, row.when)});
}

Kleene Translator::condition(const Applies& applies, const Days& in_force,
                             const Cells& cells) const {
  std::vector<Kleene> parts;
  std::vector<std::string> words;
  for (const auto kind : applies.kinds) words.emplace_back(word_of(title_kind_words, kind));
  if (!words.empty()) parts.push_back(title_is("title.kind", words));
  if (applies.factual)
    parts.push_back(title_is("title.factual", {*applies.factual ? "yes" : "no"}));
  words.clear();
  for (const auto& territory : applies.territories) words.push_back(territory.text());
  if (!words.empty()) parts.push_back(title_has("title.territory.", words));
  if (!applies.agreements.empty())
    parts.push_back(title_has("title.agreement.", applies.agreements));
  words.clear();
  for (const auto role : applies.roles) words.emplace_back(word_of(role_words, role));
  if (!words.empty()) parts.push_back(title_has("title.role.", words));
  if (applies.photography.any())
    parts.push_back(title_day("title.photography", applies.photography));
  if (applies.release.any()) parts.push_back(title_day("title.release", applies.release));
  if (in_force.any()) parts.push_back(title_day("as_of", in_force));
  for (const auto& one : cells) parts.push_back(cell(one));
  return all_of(context_, parts);
}

Kleene Translator::title_is(const std::string& subject,
                            const std::vector<std::string>& words) const {
  const auto& fact = set_.subjects()[*set_.find(subject)].fact;
  return options({.subject = subject, .options = words}, fact, universe_.find(fact));
}

Kleene Translator::title_has(const std::string& list, const std::vector<std::string>& names) const {
  std::vector<Kleene> alternatives;
  for (const auto& name : names) alternatives.push_back(title_is(list + name, {"yes"}));
  return any_of(context_, alternatives);
}

Kleene Translator::title_day(const std::string& subject, const Days& days) const {
  const auto& fact = set_.subjects()[*set_.find(subject)].fact;
  std::optional<Value> first;
  std::optional<Value> last;
  if (days.from) first = rulebook::days_of(*days.from);
  if (days.until) last = rulebook::days_of(*days.until);
  return range(first, last, fact, universe_.find(fact));
}

Kleene Translator::cell(const Cell& cell) const {
  if (const auto defined = definitions_.find(cell.subject); defined != definitions_.end()) {
    const bool wants_true = contains(cell.options, "yes") == (cell.sense == Sense::Is);
    return wants_true ? defined->second : !defined->second;
  }
  const auto& fact = set_.subjects()[*set_.find(cell.subject)].fact;
  const auto variable = universe_.find(fact);
  if (universe_.variables()[variable].is_range())
    return range(cell.first, cell.last, fact, variable);
  return options(cell, fact, variable);
}

/// An option that only another set knows is no answer here: neither true nor false.
Kleene Translator::options(const Cell& cell, const Fact& fact, std::size_t variable) const {
  std::vector<z3::expr> holds;
  std::vector<z3::expr> fails;
  const auto& words = universe_.variables()[variable].fact.options;
  for (std::size_t index = 0; index < words.size(); ++index) {
    if (!contains(fact.options, words[index])) continue;
    const bool passes = contains(cell.options, words[index]) == (cell.sense == Sense::Is);
    (passes ? holds : fails).push_back(readings_[variable].option[index]);
  }
  return {any_of(context_, holds), any_of(context_, fails)};
}

/// "It is known, and at least `value`."
z3::expr Translator::from(Value value, std::size_t variable) const {
  const auto& known = universe_.variables()[variable];
  if (value > known.fact.last) return context_.bool_val(false);
  return readings_[variable].from[known.class_of(value)];
}

Kleene Translator::range(std::optional<Value> first, std::optional<Value> last, const Fact& fact,
                         std::size_t variable) const {
  const auto least = std::max(first.value_or(fact.first), fact.first);
  const auto greatest = std::min(last.value_or(fact.last), fact.last);
  const auto asked = all_of(
      context_, std::vector{from(fact.first, variable), opposite(from(fact.last + 1, variable))});
  const auto holds = least > greatest
                         ? context_.bool_val(false)
                         : all_of(context_, std::vector{from(least, variable),
                                                        opposite(from(greatest + 1, variable))});
  return {holds, all_of(context_, std::vector{asked, opposite(holds)})};
}

RowTruth default_of(z3::context& context, const BookSet& set, std::uint16_t book,
                    const Kleene& applies, const std::vector<RowTruth>& rows) {
  std::vector<z3::expr> speaking;
  for (const auto& row : rows)
    if (!row.baseline) speaking.push_back(row.truth.may_hold());
  const auto spoken = any_of(context, speaking);
  return {book,
          rulebook::default_row,
          set.books()[book]->book.otherwise.outcome,
          false,
          {all_of(context, std::vector{applies.is_true, opposite(spoken)}),
           any_of(context, std::vector{applies.is_false, spoken})}};
}

}  // namespace gg::prover
