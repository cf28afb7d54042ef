#include "prover/solver.h"

#include <algorithm>

namespace gg::prover {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// The formulas hold truths only (see `Reading`), so the solver of finite domains does.
Solver::Solver(const Universe& universe, const Limits& limits)
    : universe_(universe),
      solver_(universe.context(), "QF_FD"),
      deadline_(steady_clock::now() + limits.timeout) {
  for (const auto& formula : universe.domains()) solver_.add(formula);
}

Answer Solver::find(const z3::expr& property) {
  if (property.is_false()) return {};
  ++questions_;
  const auto left =
      std::chrono::duration_cast<milliseconds>(deadline_ - steady_clock::now()).count();
  if (left <= 0) return {Answer::Kind::TimedOut, {}};
  constexpr std::int64_t timeout_ms_max = 3'600'000;
  solver_.set("timeout", static_cast<unsigned>(std::min<std::int64_t>(left, timeout_ms_max)));
  solver_.push();
  solver_.add(property);
  Answer answer;
  switch (solver_.check()) {
    case z3::unsat:
      break;
    case z3::unknown:
      answer.kind = Answer::Kind::TimedOut;
      break;
    case z3::sat:
      answer.kind = Answer::Kind::Found;
      answer.found = universe_.read(solver_.get_model());
      break;
  }
  solver_.pop();
  return answer;
}

z3::expr Solver::named(const z3::expr& formula) {
  if (formula.is_true() || formula.is_false()) return formula;
  const auto known = names_.find(formula.id());
  if (known != names_.end()) return known->second.second;
  const auto name =
      universe_.context().bool_const(("name " + std::to_string(names_.size())).c_str());
  names_.emplace(formula.id(), std::pair(formula, name));
  solver_.add(name == formula);
  return name;
}

}  // namespace gg::prover
