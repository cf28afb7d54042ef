#include "rulebook/decision.h"

#include <algorithm>
#include <span>

namespace gg::rulebook {
namespace {

void ask(std::vector<Asked>& asked, const std::vector<std::string>& ids, std::size_t row) {
  for (const auto& id : ids) {
    const auto known = std::ranges::find(asked, id, &Asked::id);
    if (known == asked.end())
      asked.push_back({id, {row}});
    else
      known->rows.push_back(row);
  }
}

std::span<const Term> terms_in(const BookSet& set, TermRange range) {
  return std::span(set.terms()).subspan(range.first, range.end - range.first);
}

/// Finds the one fact that keeps a condition from being true, if it is one.
class Nearness {
 public:
  Nearness(const BookSet& set, const Evaluator& evaluator, const Slots& slots)
      : set_(set), evaluator_(evaluator), slots_(slots) {}

  /// The only term of the run that does not hold for certain.
  [[nodiscard]] const Term* only_gap(TermRange range) const {
    const Term* gap = nullptr;
    for (const auto& term : terms_in(set_, range)) {
      if (evaluator_.truth(term, slots_) == Truth::True) continue;
      if (gap != nullptr) return nullptr;
      gap = &term;
    }
    return gap;
  }

  /// The fact that could close the gap alone.
  [[nodiscard]] std::optional<std::size_t> fact_of(const Term& gap) const {
    if (gap.kind == Term::Kind::Definition) {
      for (const auto& alternative : set_.definitions()[gap.index].any)
        if (const auto* inner = only_gap(alternative))
          if (const auto fact = fact_of(*inner)) return fact;
      return std::nullopt;
    }
    if (gap.kind == Term::Kind::NotDefinition) return fact_that_ends(gap.index);
    if (gap.index >= set_.facts_count()) return std::nullopt;
    return gap.index;
  }

 private:
  /// The fact that would make a definition false: it must rest on one alternative alone.
  [[nodiscard]] std::optional<std::size_t> fact_that_ends(std::size_t definition) const {
    const TermRange* standing = nullptr;
    for (const auto& alternative : set_.definitions()[definition].any) {
      if (evaluator_.truth(alternative, slots_) == Truth::False) continue;
      if (standing != nullptr) return std::nullopt;
      standing = &alternative;
    }
    if (standing == nullptr) return std::nullopt;
    for (const auto& term : terms_in(set_, *standing))
      if (term.kind <= Term::Kind::Range && term.index < set_.facts_count()) return term.index;
    return std::nullopt;
  }

  const BookSet& set_;
  const Evaluator& evaluator_;
  const Slots& slots_;
};

void find_near(const BookSet& set, const Evaluator& evaluator, const Slots& slots,
               Decision& decision) {
  const Nearness nearness(set, evaluator, slots);
  for (std::size_t index = 0; index < set.compiled_books().size(); ++index) {
    const auto& book = set.compiled_books()[index];
    if (evaluator.truth(book.applies, slots) == Truth::False) continue;
    for (auto row = book.rows_first; row != book.rows_end; ++row) {
      const auto& compiled = set.rows()[row];
      if (compiled.outcome <= decision.outcome) continue;
      const auto* gap = nearness.only_gap(compiled.all);
      if (gap == nullptr) continue;
      if (const auto fact = nearness.fact_of(*gap))
        decision.near.push_back({static_cast<std::uint16_t>(index), row - book.rows_first, *fact});
    }
  }
}

void collect(const BookSet& set, TermRange range, std::vector<std::size_t>& subjects) {
  for (const auto& term : terms_in(set, range)) {
    if (term.kind == Term::Kind::Definition || term.kind == Term::Kind::NotDefinition) {
      for (const auto& alternative : set.definitions()[term.index].any)
        collect(set, alternative, subjects);
    } else if (std::ranges::find(subjects, term.index) == subjects.end()) {
      subjects.push_back(term.index);
    }
  }
}

}  // namespace

Decision decide(const BookSet& set, Evaluator& evaluator, const Slots& slots) {
  Decision decision;
  decision.outcome = evaluator.run(slots, decision.fired);
  for (std::size_t index = 0; index < decision.fired.size(); ++index) {
    const auto& fired = decision.fired[index];
    const auto& book = set.books()[fired.book]->book;
    if (fired.row == default_row) {
      ask(decision.reviewers, book.otherwise.reviewers, index);
      ask(decision.duties, book.otherwise.duties, index);
    } else {
      ask(decision.reviewers, book.rows[fired.row].reviewers, index);
      ask(decision.duties, book.rows[fired.row].duties, index);
    }
  }
  find_near(set, evaluator, slots, decision);
  return decision;
}

const Row* row_of(const BookSet& set, std::uint16_t book, std::uint32_t row) {
  return row == default_row ? nullptr : &set.books()[book]->book.rows[row];
}

Outcome outcome_if_certain(const BookSet& set, const Fired& fired) {
  const auto* row = row_of(set, fired.book, fired.row);
  return row == nullptr ? set.books()[fired.book]->book.otherwise.outcome : row->outcome;
}

bool waits_for_answers(const BookSet& set, const Slots& slots, const Fired& fired) {
  if (fired.truth == Truth::True) return false;
  return std::ranges::none_of(facts_behind(set, fired.book, fired.row, slots, Looked::Unknown),
                              [&slots](std::size_t one) { return slots[one].is_unsure(); });
}

std::string row_name(const BookSet& set, std::uint16_t book, std::uint32_t row) {
  const auto* found = row_of(set, book, row);
  return set.books()[book]->book.id + "/" + (found == nullptr ? "default" : found->id);
}

std::vector<std::size_t> facts_behind(const BookSet& set, std::uint16_t book, std::uint32_t row,
                                      const Slots& slots, Looked which) {
  std::vector<std::size_t> subjects;
  const auto& compiled = set.compiled_books()[book];
  collect(set, compiled.applies, subjects);
  if (row != default_row) collect(set, set.rows()[compiled.rows_first + row].all, subjects);
  if (which == Looked::Unknown)
    std::erase_if(subjects, [&slots](std::size_t one) { return slots[one].is_known(); });
  return subjects;
}

}  // namespace gg::rulebook
