#pragma once

#include "prover/universe.h"
#include "rulebook/evaluate.h"

#include <cstdint>
#include <string>
#include <vector>

namespace gg::prover {

/// One row, or the default of a book (`rulebook::default_row`), and when it speaks.
struct RowTruth {
  std::uint16_t book = 0;
  std::uint32_t row = 0;
  Outcome outcome = Outcome::Consult;
  bool baseline = false;
  Kleene truth;
};

using Readings = std::vector<Reading>;
/// Which variables a condition looks at.
using Looks = std::vector<bool>;

/// Puts the conditions of one book into formulas, from what the book says (not from what the
/// evaluator compiled): the second, independent statement of what books mean.
/// Source: docs/rulebook-format.md. *single thread*; all arguments must outlive it.
class Translator {
 public:
  Translator(const Universe& universe, const rulebook::BookSet& set, const rulebook::Book& book,
             const Readings& readings);

  [[nodiscard]] Kleene condition(const rulebook::Applies& applies, const rulebook::Days& in_force,
                                 const rulebook::Cells& cells) const;
  /// Whether the book holds for the title at all.
  [[nodiscard]] const Kleene& applies() const { return applies_; }
  /// The row as it stands in the book, which must apply.
  [[nodiscard]] Kleene row(const rulebook::Row& row) const;

 private:
  [[nodiscard]] Kleene cell(const rulebook::Cell& cell) const;
  [[nodiscard]] Kleene options(const rulebook::Cell& cell, const rulebook::Fact& fact,
                               std::size_t variable) const;
  [[nodiscard]] Kleene range(std::optional<rulebook::Value> first,
                             std::optional<rulebook::Value> last, const rulebook::Fact& fact,
                             std::size_t variable) const;
  [[nodiscard]] z3::expr from(rulebook::Value value, std::size_t variable) const;
  [[nodiscard]] Kleene title_is(const std::string& subject,
                                const std::vector<std::string>& options) const;
  [[nodiscard]] Kleene title_has(const std::string& list,
                                 const std::vector<std::string>& names) const;
  [[nodiscard]] Kleene title_day(const std::string& subject, const rulebook::Days& days) const;

  const Universe& universe_;
  z3::context& context_;
  const rulebook::BookSet& set_;
  const Readings& readings_;
  std::map<std::string, Kleene, std::less<>> definitions_;
  Kleene applies_;
};

/// The default of a book whose rows are `rows`.
RowTruth default_of(z3::context& context, const rulebook::BookSet& set, std::uint16_t book,
                    const Kleene& applies, const std::vector<RowTruth>& rows);

}  // namespace gg::prover
