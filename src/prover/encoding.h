#pragma once

#include "prover/solver.h"
#include "prover/translate.h"

#include <span>
#include <string_view>
#include <vector>

namespace gg::prover {

/// The rows weigh at least `outcome`: an unknown row weighs as its outcome or `consult`, whichever
/// is milder. Source: docs/rulebook-format.md, Meaning.
z3::expr at_least(z3::context& context, std::span<const RowTruth> rows, Outcome outcome);
z3::expr at_least(z3::context& context, const RowTruth& row, Outcome outcome);

enum class Asks : std::uint8_t { Reviewer, Duty };

/// All of what one set means, as formulas over a universe. *single thread*; universe, set and
/// solver must outlive it.
class Encoding {
 public:
  Encoding(const Universe& universe, const rulebook::BookSet& set, Solver& solver);

  [[nodiscard]] const rulebook::BookSet& set() const { return set_; }
  /// The rows of each book in order, with its default behind them.
  [[nodiscard]] const std::vector<RowTruth>& rows() const { return rows_; }
  [[nodiscard]] std::span<const RowTruth> rows_of(std::size_t book) const;
  [[nodiscard]] const RowTruth& row(std::size_t book, std::uint32_t row) const;

  /// The outcome is `outcome` or a more severe one.
  [[nodiscard]] const z3::expr& at_least(Outcome outcome) const {
    return at_least_[static_cast<std::size_t>(outcome)];
  }
  [[nodiscard]] z3::expr is(Outcome outcome) const;
  /// The row speaks for certain, and nothing in the set weighs more.
  [[nodiscard]] z3::expr decides(const RowTruth& row) const;
  /// A row that speaks asks for it.
  [[nodiscard]] z3::expr asks(Asks what, std::string_view id) const;

  /// The rows that look at a variable, read anew with it fixed, with the defaults behind them;
  /// empty where no row does. `with` marks all rows of the set, with those replaced.
  struct Variant {
    std::vector<RowTruth> changed;
    std::vector<RowTruth> all;
  };
  [[nodiscard]] bool looks_at(std::size_t variable) const;
  [[nodiscard]] Variant with(std::size_t variable, const Reading& reading) const;

 private:
  [[nodiscard]] z3::context& context() const { return universe_.context(); }
  void find_looks();
  [[nodiscard]] Looks looks(const rulebook::Book& book, const rulebook::Applies& applies,
                            const rulebook::Days& in_force, const rulebook::Cells& cells) const;

  const Universe& universe_;
  const rulebook::BookSet& set_;
  Readings readings_;
  std::vector<std::size_t> first_;  ///< Of each book, in `rows_`.
  std::vector<RowTruth> rows_;
  std::vector<Looks> looks_;  ///< Of each of `rows_`.
  std::vector<z3::expr> at_least_;
};

/// Reviewers or duties that a row, or a default, asks for.
const std::vector<std::string>& asked_by(const rulebook::BookSet& set, const RowTruth& row,
                                         Asks what);

}  // namespace gg::prover
