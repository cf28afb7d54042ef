#pragma once

#include "prover/limits.h"
#include "prover/proof.h"
#include "rulebook/book_set.h"

namespace gg::prover {

/// Proves, over every declaration there can be and not over samples: each invariant; that each row
/// can speak for certain; that no row asks for a reviewer or a duty that the title cannot have;
/// that a riskier answer never needs less, with *unsure* between the safe and the risky one; that
/// defaults consult. Notes: rows that never change an outcome, what only a default speaks to,
/// outcomes that cannot be reached.
///
/// A counter-example is a declaration that the evaluator decides as the check says; one on which
/// prover and evaluator do not agree makes the check `Unknown`. An invariant `at_most` is looked at
/// only where a book stands alone, because books together need more. Errors: Internal when the
/// solver fails. *thread-safe*
Result<Proof> prove(const rulebook::BookSet& set, const Limits& limits = {});

/// Of these the invariants alone.
Result<Proof> prove_invariants(const rulebook::BookSet& set, const Limits& limits = {});

/// How `after` decides otherwise than `before`: for each row that is why, one declaration on which
/// it decides for certain and that needs more now, and one that needs less. Those are the rows of
/// the version that needs more, and rows of the other that do not read the same in both. For each
/// reviewer and duty one declaration with the same outcome where it is new, and one where it is
/// gone. For each reviewer that another group stands for, or whose turn comes after others, one
/// declaration on which both versions ask for it. A question that only one version asks is
/// unanswered in the other. Empty, with nothing unknown: both decide every declaration alike.
/// Errors: Internal when the solver fails. *thread-safe*
Result<Difference> compare(const rulebook::BookSet& before, const rulebook::BookSet& after,
                           const Limits& limits = {});

}  // namespace gg::prover
