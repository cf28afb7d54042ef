#include "prover/prove.h"

#include "prover/door.h"
#include "prover/session.h"

#include <algorithm>

namespace gg::prover {

bool Proof::holds() const { return std::ranges::none_of(checks, &Check::failed); }

namespace {

template <class F>
Result<Proof> prove_with(const rulebook::BookSet& set, const Limits& limits, F&& checks) {
  auto probe = probe_of(set);
  if (!probe) return fail(Error{ErrorKind::Internal, to_text(probe.error())});
  return through_door<Proof>([&]() -> Result<Proof> {
    Session session(set, *std::move(probe), limits);
    checks(session);
    session.proof.questions = session.solver.questions();
    return std::move(session.proof);
  });
}

}  // namespace

Result<Proof> prove(const rulebook::BookSet& set, const Limits& limits) {
  return prove_with(set, limits, [](Session& session) {
    check_invariants(session);
    check_rows(session);
    check_contradictions(session);
    check_facts(session);
    check_defaults(session);
    check_outcomes(session);
  });
}

Result<Proof> prove_invariants(const rulebook::BookSet& set, const Limits& limits) {
  return prove_with(set, limits, check_invariants);
}

}  // namespace gg::prover
