#include "prover/universe.h"

#include <algorithm>
#include <set>

namespace gg::prover {
namespace {

using rulebook::Fact;
using rulebook::FactType;
using rulebook::Value;

bool has_options(const Fact& fact) {
  return fact.type == FactType::YesNo || fact.type == FactType::Choice;
}

/// Subjects are joined where an answer to one may be an answer to the other.
std::pair<std::string, int> key_of(const Fact& fact) {
  return {fact.id, has_options(fact) ? 0 : fact.type == FactType::Number ? 1 : 2};
}

void widen(Fact& fact, const Fact& other) {
  for (const auto& option : other.options)
    if (std::ranges::find(fact.options, option) == fact.options.end())
      fact.options.push_back(option);
  fact.first = std::min(fact.first, other.first);
  fact.last = std::max(fact.last, other.last);
}

/// Cuts in front of `value`, if that parts the range at all.
void cut_before(Variable& variable, Value value) {
  if (value <= variable.fact.first || value > variable.fact.last) return;
  const auto place = std::ranges::lower_bound(variable.starts, value);
  if (place == variable.starts.end() || *place != value) variable.starts.insert(place, value);
}

}  // namespace

std::size_t Variable::class_of(Value value) const {
  if (!is_range()) return static_cast<std::size_t>(value);
  const auto after = std::ranges::upper_bound(starts, value);
  return static_cast<std::size_t>(std::max<std::ptrdiff_t>(after - starts.begin(), 1) - 1);
}

Value Variable::value_of(std::size_t of_class) const {
  if (!is_range()) return static_cast<Value>(of_class);
  const auto least = starts[of_class];
  const auto greatest = of_class + 1 < starts.size() ? starts[of_class + 1] - 1 : fact.last;
  if (fact.type == FactType::Date) return of_class == 0 && starts.size() > 1 ? greatest : least;
  const auto up = least > 0 ? rulebook::number_scale - 1 : 0;
  const auto whole = (least + up) / rulebook::number_scale * rulebook::number_scale;
  return whole <= greatest ? whole : least;
}

Universe::Universe(z3::context& context, const std::vector<const rulebook::BookSet*>& sets)
    : context_(context) {
  for (const auto* set : sets)
    for (const auto& subject : set->subjects()) add(subject);
  for (auto& variable : variables_)
    if (!has_options(variable.fact)) variable.starts = {variable.fact.first};
  for (const auto* set : sets) cut(*set);
  for (auto& variable : variables_) make_reading(variable);
  find_parts();
}

void Universe::add(const rulebook::Subject& subject) {
  const auto [known, added] = index_.emplace(key_of(subject.fact), variables_.size());
  if (!added) return widen(variables_[known->second].fact, subject.fact);
  const auto none = context_.bool_val(false);
  variables_.push_back({subject.fact, subject.kind, {}, {none, {}, {}}});
}

std::size_t Universe::find(const Fact& fact) const { return index_.at(key_of(fact)); }

std::optional<std::size_t> Universe::find_title(std::string_view id) const {
  const auto found = std::ranges::find(
      variables_, id, [](const Variable& one) -> const auto& { return one.fact.id; });
  if (found == variables_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - variables_.begin());
}

void Universe::cut(const rulebook::Days& days, const std::string& subject) {
  const auto index = find_title(subject);
  if (!index) return;
  if (days.from) cut_before(variables_[*index], rulebook::days_of(*days.from));
  if (days.until) cut_before(variables_[*index], rulebook::days_of(*days.until) + 1);
}

void Universe::cut(const rulebook::BookSet& set) {
  const auto cut_cells = [&](const rulebook::Cells& cells) {
    for (const auto& cell : cells) {
      const auto subject = set.find(cell.subject);
      if (!subject) continue;
      auto& variable = variables_[find(set.subjects()[*subject].fact)];
      if (!variable.is_range()) continue;
      if (cell.first) cut_before(variable, *cell.first);
      if (cell.last) cut_before(variable, *cell.last + 1);
    }
  };
  const auto cut_title = [&](const rulebook::Applies& applies, const rulebook::Days& in_force) {
    cut(applies.photography, "title.photography");
    cut(applies.release, "title.release");
    cut(in_force, "as_of");
  };
  for (const auto& subject : set.subjects()) {
    auto& variable = variables_[find(subject.fact)];
    if (!variable.is_range()) continue;
    cut_before(variable, subject.fact.first);
    cut_before(variable, subject.fact.last + 1);
  }
  for (const auto& file : set.books()) {
    cut_title(file->book.applies, file->book.in_force);
    for (const auto& definition : file->book.definitions)
      for (const auto& cells : definition.any) cut_cells(cells);
    for (const auto& row : file->book.rows) {
      cut_title(row.applies, row.in_force);
      cut_cells(row.when);
    }
  }
}

void Universe::make_reading(Variable& variable) {
  const auto name = variable.fact.id + "/" + std::to_string(key_of(variable.fact).second);
  auto& reading = variable.reading;
  reading.known = context_.bool_const((name + " known").c_str());
  if (const auto list = list_of(variable.fact.id); !list.empty())
    reading.known = known_lists_.emplace(list, reading.known).first->second;
  for (const auto& option :
       has_options(variable.fact) ? variable.fact.options : std::vector<std::string>{})
    reading.option.push_back(context_.bool_const((name + " " + option).c_str()));
  for (const auto start : variable.starts)
    reading.from.push_back(start == variable.fact.first
                               ? reading.known
                               : context_.bool_const((name + " " + std::to_string(start)).c_str()));
}

Reading Universe::fixed(std::size_t variable, std::optional<std::size_t> to_class) const {
  const auto& free = variables_[variable].reading;
  Reading reading{context_.bool_val(to_class.has_value()), {}, {}};
  for (std::size_t index = 0; index < free.option.size(); ++index)
    reading.option.push_back(context_.bool_val(to_class == index));
  for (std::size_t index = 0; index < free.from.size(); ++index)
    reading.from.push_back(context_.bool_val(to_class.has_value() && index <= *to_class));
  return reading;
}

std::vector<z3::expr> Universe::domains() const {
  std::vector<z3::expr> formulas;
  std::map<std::string, std::vector<z3::expr>> known_of_id;
  for (const auto& variable : variables_) {
    const auto& [known, option, from] = variable.reading;
    known_of_id[variable.fact.id].push_back(known);
    for (std::size_t one = 0; one < option.size(); ++one)
      for (std::size_t other = 0; other < one; ++other)
        formulas.push_back(!option[one] || !option[other]);
    if (!option.empty()) formulas.push_back(known == any_of(context_, option));
    for (std::size_t index = 1; index < from.size(); ++index)
      formulas.push_back(!from[index] || from[index - 1]);
  }
  for (const auto& [id, known] :
       known_of_id)  // the same id, asked for a number here, for a word there
    for (std::size_t one = 1; one < known.size(); ++one)
      for (std::size_t other = 0; other < one; ++other)
        formulas.push_back(!known[one] || !known[other]);
  return formulas;
}

Assignment Universe::read(const z3::model& model) const {
  Assignment assignment(variables_.size());
  const auto holds = [&model](const z3::expr& formula) {
    return model.eval(formula, true).is_true();
  };
  for (std::size_t index = 0; index < variables_.size(); ++index) {
    const auto& [known, option, from] = variables_[index].reading;
    if (!holds(known)) continue;
    for (std::size_t one = 0; one < option.size() && !assignment[index]; ++one)
      if (holds(option[one])) assignment[index] = one;
    for (std::size_t one = 0; one < from.size() && holds(from[one]); ++one) assignment[index] = one;
  }
  return assignment;
}

z3::expr Universe::pin(const Assignment& assignment) const {
  std::vector<z3::expr> formulas;
  for (std::size_t index = 0; index < variables_.size(); ++index) {
    const auto& free = variables_[index].reading;
    const auto reading = fixed(index, assignment[index]);
    formulas.push_back(free.known == reading.known);
    for (std::size_t one = 0; one < free.option.size(); ++one)
      formulas.push_back(free.option[one] == reading.option[one]);
    for (std::size_t one = 0; one < free.from.size(); ++one)
      formulas.push_back(free.from[one] == reading.from[one]);
  }
  return all_of(context_, formulas);
}

Assignment Universe::assign(const rulebook::BookSet& set, const rulebook::Slots& slots) const {
  Assignment assignment(variables_.size());
  for (std::size_t subject = 0; subject < slots.size(); ++subject) {
    const auto& fact = set.subjects()[subject].fact;
    if (!slots[subject].is_known()) continue;
    const auto index = find(fact);
    const auto& variable = variables_[index];
    auto value = slots[subject].value();
    if (!variable.is_range()) {
      const auto& options = variable.fact.options;
      const auto& option = fact.options[static_cast<std::size_t>(value)];
      value = std::ranges::find(options, option) - options.begin();
    }
    assignment[index] = variable.class_of(value);
  }
  return assignment;
}

}  // namespace gg::prover
