#pragma once

#include "rulebook/book_set.h"

#include <cstdint>
#include <vector>

namespace gg::rulebook {

/// The row number that stands for a book's default.
inline constexpr std::uint32_t default_row = 0xFFFFFFFF;

/// A row that speaks: for certain, or unsure.
struct Fired {
  std::uint16_t book = 0;  ///< Index in the set.
  std::uint32_t row = 0;   ///< Index in the book, or `default_row`.
  Truth truth = Truth::True;
};

/// Runs a set over slots. Holds the memory that one evaluation needs, so that thousands in a row
/// allocate nothing. *single thread*; the set must outlive it.
///
/// Meaning: a row is as true as its least cell (strong Kleene); an unknown row weighs as its
/// outcome or `consult`, whichever is milder; the most severe outcome wins. A book's default speaks
/// where no row of it but baseline rows does.
class Evaluator {
 public:
  explicit Evaluator(const BookSet& set);

  /// The outcome alone; `Clear` where no book applies.
  Outcome outcome(const Slots& slots);

  /// The outcome, and every row that speaks in the order of the books.
  Outcome run(const Slots& slots, std::vector<Fired>& fired);

  /// As true as its least term, after a run over the same slots.
  [[nodiscard]] Truth truth(TermRange range, const Slots& slots) const;
  [[nodiscard]] Truth truth(const Term& term, const Slots& slots) const;

 private:
  void evaluate_definitions(const Slots& slots);
  template <class F>
  Outcome walk(const Slots& slots, F&& fire);

  const BookSet& set_;
  std::vector<Truth> definitions_;
};

/// What a row of this truth weighs.
constexpr Outcome weight(Outcome outcome, Truth truth) {
  if (truth == Truth::True || outcome < Outcome::Consult) return outcome;
  return Outcome::Consult;
}

}  // namespace gg::rulebook
