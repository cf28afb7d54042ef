#include "rulebook/evaluate.h"

#include <algorithm>
#include <span>

namespace gg::rulebook {

Evaluator::Evaluator(const BookSet& set) : set_(set), definitions_(set.definitions().size()) {}

Truth Evaluator::truth(const Term& term, const Slots& slots) const {
  switch (term.kind) {
    case Term::Kind::Definition:
      return definitions_[term.index];
    case Term::Kind::NotDefinition:
      return !definitions_[term.index];
    case Term::Kind::Options: {
      const auto slot = slots[term.index];
      if (!slot.is_known()) return Truth::Unknown;
      return truth_of((term.options >> static_cast<unsigned>(slot.value()) & 1U) != 0);
    }
    case Term::Kind::Range: {
      const auto slot = slots[term.index];
      if (!slot.is_known()) return Truth::Unknown;
      return truth_of(term.first <= slot.value() && slot.value() <= term.last);
    }
  }
  return Truth::Unknown;
}

Truth Evaluator::truth(TermRange range, const Slots& slots) const {
  auto least = Truth::True;
  for (const auto& term : std::span(set_.terms()).subspan(range.first, range.end - range.first)) {
    least = std::min(least, truth(term, slots));
    if (least == Truth::False) break;
  }
  return least;
}

void Evaluator::evaluate_definitions(const Slots& slots) {
  for (std::size_t index = 0; index < definitions_.size(); ++index) {
    auto greatest = Truth::False;
    for (const auto& alternative : set_.definitions()[index].any)
      greatest = std::max(greatest, truth(alternative, slots));
    definitions_[index] = greatest;
  }
}

template <class F>
Outcome Evaluator::walk(const Slots& slots, F&& fire) {
  evaluate_definitions(slots);
  auto worst = Outcome::Clear;
  for (std::size_t index = 0; index < set_.compiled_books().size(); ++index) {
    const auto& book = set_.compiled_books()[index];
    const auto applies = truth(book.applies, slots);
    if (applies == Truth::False) continue;
    const auto tell = [&](std::uint32_t row, Outcome outcome, Truth truth) {
      worst = std::max(worst, weight(outcome, truth));
      fire(Fired{static_cast<std::uint16_t>(index), row, truth});
    };
    bool spoken = false;
    for (auto row = book.rows_first; row != book.rows_end; ++row) {
      const auto& compiled = set_.rows()[row];
      const auto holds = std::min(applies, truth(compiled.all, slots));
      if (holds == Truth::False) continue;
      spoken = spoken || !compiled.baseline;
      tell(row - book.rows_first, compiled.outcome, holds);
    }
    if (!spoken) tell(default_row, set_.books()[index]->book.otherwise.outcome, applies);
  }
  return worst;
}

Outcome Evaluator::outcome(const Slots& slots) {
  return walk(slots, [](const Fired&) {});
}

Outcome Evaluator::run(const Slots& slots, std::vector<Fired>& fired) {
  fired.clear();
  return walk(slots, [&fired](const Fired& one) { fired.push_back(one); });
}

}  // namespace gg::rulebook
