#include "prover/session.h"

namespace gg::prover {

std::optional<Assignment> Session::settle(Check& check, const Answer& answer,
                                          const Property& property) {
  switch (answer.kind) {
    case Answer::Kind::None:
      return std::nullopt;
    case Answer::Kind::TimedOut:
      check.verdict = Verdict::Unknown;
      check.text = "time ran out";
      return std::nullopt;
    case Answer::Kind::Found:
      break;
  }
  if (!property(answer.found)) {
    check.verdict = Verdict::Unknown;
    check.text = "prover and evaluator do not agree on this declaration; please report it";
    check.witnesses = {witness(answer.found)};
    return std::nullopt;
  }
  check.verdict = Verdict::Refuted;
  return minimal(universe, answer.found, property);
}

Witness Session::witness(const Assignment& assignment, const std::vector<std::size_t>& unsure) {
  return {declaration_of(universe, assignment, unsure), judge.decide(assignment)};
}

}  // namespace gg::prover
