#include "signals/evidence.h"

#include <algorithm>

namespace gg {

bool counts(const Evidence& evidence) {
  if (evidence.strength == Strength::Tampered) return false;
  return evidence.state != State::Invalid || evidence.credential.has_value();
}

bool claims_ai(const Evidence& evidence) {
  if (evidence.kind == EvidenceKind::Camera || !counts(evidence)) return false;
  return std::ranges::any_of(evidence.claims, [](Claim claim) {
    return claim == Claim::Generated || claim == Claim::Altered || claim == Claim::Composite;
  });
}

}  // namespace gg
