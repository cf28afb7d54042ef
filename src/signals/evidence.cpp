#include "signals/evidence.h"

#include <algorithm>

namespace gg {

bool claims_ai(const Evidence& evidence) {
  if (evidence.kind == EvidenceKind::Camera || evidence.state == State::Invalid) return false;
  return std::ranges::any_of(evidence.claims, [](Claim claim) {
    return claim == Claim::Generated || claim == Claim::Altered || claim == Claim::Composite;
  });
}

}  // namespace gg
