#include "prover/encoding.h"

#include <algorithm>

namespace gg::prover {
namespace {

using rulebook::Book;
using rulebook::BookSet;
using rulebook::Cells;
using rulebook::default_row;

Outcome next(Outcome outcome) { return static_cast<Outcome>(static_cast<int>(outcome) + 1); }

void mark(Looks& into, const Looks& from) {
  for (std::size_t index = 0; index < into.size(); ++index)
    into[index] = into[index] || from[index];
}

}  // namespace

z3::expr at_least(z3::context& context, const RowTruth& row, Outcome outcome) {
  if (outcome == Outcome::Clear) return context.bool_val(true);
  if (outcome <= std::min(row.outcome, Outcome::Consult)) return row.truth.may_hold();
  return outcome <= row.outcome ? row.truth.is_true : context.bool_val(false);
}

z3::expr at_least(z3::context& context, std::span<const RowTruth> rows, Outcome outcome) {
  if (outcome == Outcome::Clear) return context.bool_val(true);
  std::vector<z3::expr> weights;
  weights.reserve(rows.size());
  for (const auto& row : rows) weights.push_back(at_least(context, row, outcome));
  return any_of(context, weights);
}

Encoding::Encoding(const Universe& universe, const BookSet& set, Solver& solver)
    : universe_(universe), set_(set) {
  for (const auto& variable : universe.variables()) readings_.push_back(variable.reading);
  for (std::size_t index = 0; index < set.books().size(); ++index) {
    const auto& book = set.books()[index]->book;
    const auto number = static_cast<std::uint16_t>(index);
    const Translator translator(universe, set, book, readings_);
    first_.push_back(rows_.size());
    std::vector<RowTruth> rows;
    for (std::uint32_t row = 0; row < book.rows.size(); ++row)
      rows.push_back({number, row, book.rows[row].outcome, book.rows[row].is_baseline(),
                      solver.named(translator.row(book.rows[row]))});
    auto otherwise = default_of(context(), set, number, translator.applies(), rows);
    otherwise.truth = solver.named(otherwise.truth);
    std::ranges::move(rows, std::back_inserter(rows_));
    rows_.push_back(std::move(otherwise));
  }
  for (const auto& word : outcome_words)
    at_least_.push_back(solver.named(prover::at_least(context(), rows_, word.value)));
  find_looks();
}

std::span<const RowTruth> Encoding::rows_of(std::size_t book) const {
  const auto end = book + 1 < first_.size() ? first_[book + 1] : rows_.size();
  return std::span(rows_).subspan(first_[book], end - first_[book]);
}

const RowTruth& Encoding::row(std::size_t book, std::uint32_t row) const {
  const auto rows = rows_of(book);
  return row == default_row ? rows.back() : rows[row];
}

z3::expr Encoding::is(Outcome outcome) const {
  if (outcome == Outcome::Prohibit) return at_least(outcome);
  return all_of(context(), std::vector{at_least(outcome), opposite(at_least(next(outcome)))});
}

z3::expr Encoding::decides(const RowTruth& row) const {
  return all_of(context(), std::vector{row.truth.is_true, is(row.outcome)});
}

const std::vector<std::string>& asked_by(const BookSet& set, const RowTruth& row, Asks what) {
  const auto& book = set.books()[row.book]->book;
  if (row.row == default_row)
    return what == Asks::Reviewer ? book.otherwise.reviewers : book.otherwise.duties;
  return what == Asks::Reviewer ? book.rows[row.row].reviewers : book.rows[row.row].duties;
}

z3::expr Encoding::asks(Asks what, std::string_view id) const {
  std::vector<z3::expr> rows;
  for (const auto& row : rows_)
    if (std::ranges::find(asked_by(set_, row, what), id) != asked_by(set_, row, what).end())
      rows.push_back(row.truth.may_hold());
  return any_of(context(), rows);
}

Looks Encoding::looks(const Book& book, const rulebook::Applies& applies,
                      const rulebook::Days& in_force, const Cells& cells) const {
  Looks found(universe_.variables().size());
  const auto look = [&](const std::string& subject) {
    if (const auto index = set_.find(subject))
      found[universe_.find(set_.subjects()[*index].fact)] = true;
  };
  for (const auto& cell : cells) {
    const auto definition =
        std::ranges::find(book.definitions, cell.subject, &rulebook::Definition::id);
    if (definition == book.definitions.end()) {
      look(cell.subject);
      continue;
    }
    for (const auto& alternative : definition->any) mark(found, looks(book, {}, {}, alternative));
  }
  if (!applies.kinds.empty()) look("title.kind");
  if (applies.factual) look("title.factual");
  for (const auto& one : applies.territories) look("title.territory." + one.text());
  for (const auto& one : applies.agreements) look("title.agreement." + one);
  for (const auto one : applies.roles) look("title.role." + std::string(word_of(role_words, one)));
  if (applies.photography.any()) look("title.photography");
  if (applies.release.any()) look("title.release");
  if (in_force.any()) look("as_of");
  return found;
}

void Encoding::find_looks() {
  for (const auto& row : rows_) {
    const auto& book = set_.books()[row.book]->book;
    auto found = looks(book, book.applies, book.in_force, {});
    if (row.row != default_row) {
      const auto& written = book.rows[row.row];
      mark(found, looks(book, written.applies, written.in_force, written.when));
    } else {
      for (auto before = first_[row.book]; before < looks_.size(); ++before)
        if (!rows_[before].baseline) mark(found, looks_[before]);
    }
    looks_.push_back(std::move(found));
  }
}

bool Encoding::looks_at(std::size_t variable) const {
  return std::ranges::any_of(looks_, [variable](const Looks& one) { return one[variable]; });
}

Encoding::Variant Encoding::with(std::size_t variable, const Reading& reading) const {
  auto readings = readings_;
  readings[variable] = reading;
  Variant variant;
  for (std::size_t index = 0; index < set_.books().size(); ++index) {
    const auto& book = set_.books()[index]->book;
    const Translator translator(universe_, set_, book, readings);
    std::vector<RowTruth> rows;
    for (const auto& row : rows_of(index)) {
      const bool changes = looks_[first_[index] + rows.size()][variable];
      auto read = row;
      if (changes && row.row == default_row)
        read = default_of(context(), set_, row.book, translator.applies(), rows);
      else if (changes)
        read.truth = translator.row(book.rows[row.row]);
      if (changes) variant.changed.push_back(read);
      rows.push_back(std::move(read));
    }
    std::ranges::move(rows, std::back_inserter(variant.all));
  }
  return variant;
}

}  // namespace gg::prover
