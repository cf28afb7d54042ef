#include "prover/kleene.h"

namespace gg::prover {
namespace {

enum class Join : bool { All, Any };

/// Joins formulas; `neutral` changes nothing, `ruling` decides alone.
z3::expr join(z3::context& context, const std::vector<z3::expr>& formulas, Join how) {
  const bool neutral = how == Join::All;
  z3::expr_vector kept(context);
  for (const auto& formula : formulas) {
    if (neutral ? formula.is_true() : formula.is_false()) continue;
    if (neutral ? formula.is_false() : formula.is_true()) return formula;
    kept.push_back(formula);
  }
  if (kept.empty()) return context.bool_val(neutral);
  if (kept.size() == 1) return kept[0];
  return how == Join::All ? z3::mk_and(kept) : z3::mk_or(kept);
}

std::vector<z3::expr> sides(const std::vector<Kleene>& truths, z3::expr Kleene::* side) {
  std::vector<z3::expr> formulas;
  formulas.reserve(truths.size());
  for (const auto& truth : truths) formulas.push_back(truth.*side);
  return formulas;
}

}  // namespace

z3::expr all_of(z3::context& context, const std::vector<z3::expr>& formulas) {
  return join(context, formulas, Join::All);
}

z3::expr any_of(z3::context& context, const std::vector<z3::expr>& formulas) {
  return join(context, formulas, Join::Any);
}

Kleene all_of(z3::context& context, const std::vector<Kleene>& truths) {
  return {all_of(context, sides(truths, &Kleene::is_true)),
          any_of(context, sides(truths, &Kleene::is_false))};
}

Kleene any_of(z3::context& context, const std::vector<Kleene>& truths) {
  return {any_of(context, sides(truths, &Kleene::is_true)),
          all_of(context, sides(truths, &Kleene::is_false))};
}

}  // namespace gg::prover
