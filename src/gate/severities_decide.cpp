#include "gate/severities.h"

#include <algorithm>

namespace gg {
namespace {

bool holds(const std::vector<std::string>& facts, std::string_view fact) {
  return std::ranges::find(facts, fact) != facts.end();
}

/// Raises `decision` to `outcome`, remembering why.
void raise(Decision& decision, Outcome outcome, std::string why) {
  if (outcome <= decision.asked) return;
  decision.asked = outcome;
  decision.why = std::move(why);
}

}  // namespace

Decision decide(const Use& use, const Thresholds& thresholds) {
  Decision decision{Outcome::Clear, Outcome::Clear, ""};
  for (const auto& [fact, answer] : use.facts) {
    const auto why = fact + ": " + std::string(word_of(answer_words, answer));
    if (answer == Answer::Unsure) raise(decision, thresholds.when_unsure, why);
    if (answer != Answer::Yes) continue;
    if (holds(thresholds.approve_when_yes, fact)) raise(decision, Outcome::Approve, why);
    if (holds(thresholds.consult_when_yes, fact)) raise(decision, Outcome::Consult, why);
  }
  if (use.outcome) {
    decision.outcome = std::max(*use.outcome, decision.asked);
    if (*use.outcome >= decision.asked) decision.why = "stated outcome";
    return decision;
  }
  for (const auto& fact : thresholds.approve_when_yes)
    if (!use.facts.contains(fact)) raise(decision, thresholds.when_unsure, fact + ": not answered");
  raise(decision, thresholds.when_all_no, "no answer asks for more");
  decision.outcome = decision.asked;
  return decision;
}

}  // namespace gg
