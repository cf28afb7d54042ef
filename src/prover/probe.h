#pragma once

#include "prover/encoding.h"
#include "rulebook/book_set.h"

#include <string>
#include <vector>

namespace gg::prover {

/// Conditions of a set that are no rows, as rows of a set of their own, so that encoder and
/// evaluator read them as they read rows. Book n holds the invariants of book n of the set, in
/// order; one book more holds reviewers and duties, each a row that speaks where there is such a
/// one. *value*
struct Probe {
  rulebook::BookSet set;
  std::vector<std::string> reviewers;  ///< Rows of the last book, in order.
  std::vector<std::string> duties;     ///< Behind them.
};

/// Nothing where the set could not be read as one (it could: it was joined before).
Result<Probe, std::vector<Problem>> probe_of(const rulebook::BookSet& set);

/// The row of the last book that speaks where a title has this reviewer or duty.
const RowTruth* exists_row(const Probe& probe, const Encoding& encoding, Asks what,
                           const std::string& id);

}  // namespace gg::prover
