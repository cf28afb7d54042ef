#pragma once

#include "clearance/work.h"

namespace gg::clearance {

// What a person, or who speaks for them, says to a consent that was asked for. Errors of all:
// NotFound, Forbidden, Stale, Conflict where it was answered already.

/// Refuses who may not answer a consent: only the person, or who represents them on its title or by
/// a signed link to it, may. Errors: Forbidden.
Result<void> check_answers_for(const Actor& actor, const store::Record& consent);

Result<store::Record> give_consent(Work& work, std::string_view id, std::int64_t version);
Result<store::Record> refuse_consent(Work& work, std::string_view id, const std::string& reason,
                                     std::int64_t version);

/// Takes a consent back. Every use that relied on it stops, its approval is void, and each says
/// why.
Result<store::Record> withdraw_consent(Work& work, std::string_view id, const std::string& reason,
                                       std::int64_t version);

}  // namespace gg::clearance
