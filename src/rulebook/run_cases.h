#pragma once

#include "rulebook/decision.h"

#include <string>
#include <vector>

namespace gg::rulebook {

/// A case that did not come out as it expects.
struct CaseFailure {
  std::string where;  ///< "cases/matrix.yaml:12".
  std::string name;
  std::string text;  ///< What was expected and what came, one line a difference.
};

/// Runs cases of one book over the book alone. Never throws.
std::vector<CaseFailure> run_cases(const BookFilePtr& book, const std::vector<Case>& cases);

}  // namespace gg::rulebook
