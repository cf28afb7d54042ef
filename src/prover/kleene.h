#pragma once

#include <vector>

#include <z3++.h>

namespace gg::prover {

/// Negation that leaves no constant under it.
inline z3::expr opposite(const z3::expr& formula) {
  if (formula.is_true() || formula.is_false()) return formula.ctx().bool_val(formula.is_false());
  return !formula;
}

/// A truth of strong Kleene logic as two formulas that never hold together; neither: unknown.
struct Kleene {
  z3::expr is_true;
  z3::expr is_false;
  /// True or unknown: what makes a row fire.
  [[nodiscard]] z3::expr may_hold() const { return opposite(is_false); }
};

/// Conjunction and disjunction that leave constants out, so that a formula about few subjects stays
/// small. Empty: true, and false.
z3::expr all_of(z3::context& context, const std::vector<z3::expr>& formulas);
z3::expr any_of(z3::context& context, const std::vector<z3::expr>& formulas);

/// The least, and the greatest. Empty: true, and false.
Kleene all_of(z3::context& context, const std::vector<Kleene>& truths);
Kleene any_of(z3::context& context, const std::vector<Kleene>& truths);

inline Kleene operator!(const Kleene& truth) { return {truth.is_false, truth.is_true}; }

}  // namespace gg::prover
