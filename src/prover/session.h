#pragma once

#include "prover/encoding.h"
#include "prover/probe.h"
#include "prover/prove.h"
#include "prover/witness.h"

#include <string>
#include <utility>

namespace gg::prover {

/// One proof under way: the set and its probe as formulas, and the evaluator beside them.
/// *single thread*; the set must outlive it.
class Session {
 public:
  Session(const rulebook::BookSet& of, Probe probe_of_set, const Limits& limits)
      : set(of),
        probe(std::move(probe_of_set)),
        universe(context, {&set, &probe.set}),
        solver(universe, limits),
        encoding(universe, set, solver),
        probed(universe, probe.set, solver),
        judge(universe, set),
        probe_judge(universe, probe.set) {
    for (const auto& formula : universe.constraints()) solver.add(formula);
    for (const auto& file : set.books()) proof.books.push_back(file->book.title());
  }

  /// Notes what a question about `check` came to: found what refutes it, or nothing. A declaration
  /// without `property` (which the evaluator judges) makes it unknown. Returns the least one found.
  std::optional<Assignment> settle(Check& check, const Answer& answer, const Property& property);
  Witness witness(const Assignment& assignment, const std::vector<std::size_t>& unsure = {});
  [[nodiscard]] const std::string& book_id(std::size_t book) const {
    return set.books()[book]->book.id;
  }

  const rulebook::BookSet& set;
  Probe probe;
  z3::context context;
  Universe universe;
  Solver solver;
  Encoding encoding;
  Encoding probed;
  Judge judge;
  Judge probe_judge;
  Proof proof;
};

/// Each adds its checks to the proof.
void check_invariants(Session& session);
void check_rows(Session& session);
void check_contradictions(Session& session);
void check_facts(Session& session);
void check_defaults(Session& session);
void check_outcomes(Session& session);

}  // namespace gg::prover
