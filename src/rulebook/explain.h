#pragma once

#include "rulebook/changes.h"
#include "rulebook/decision.h"

#include <string>

namespace gg::rulebook {

/// A decision in plain words: the outcome, each row with clause, reason and facts, who must act,
/// what is owed and by when, rows one answer away, what would change it, what is not confirmed.
/// Plain text; lines end in "\n".
std::string explain(const BookSet& set, const Slots& slots, const Declaration& declaration,
                    const Decision& decision, const WaysDown& ways);

/// The same without `ways`: what a decision needs in the hot path.
std::string explain(const BookSet& set, const Slots& slots, const Declaration& declaration,
                    const Decision& decision);

/// "final_deliverable yes → no; story_relevant unsure → no".
std::string in_words(const BookSet& set, const Slots& slots, const std::vector<Change>& changes);

/// Ways down as JSON: [{"outcome", "changes": [{"fact", "from", "to"}]}].
Json ways_json(const BookSet& set, const Slots& slots, const WaysDown& ways);

/// What an outcome asks in words: "written approval before work starts".
std::string_view meaning_of(Outcome outcome);

/// "yes", "unsure", "unanswered".
std::string answer_in_words(const Fact& fact, Slot slot);

}  // namespace gg::rulebook
