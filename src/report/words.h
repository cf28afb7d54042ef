#pragma once

#include "gate/finding.h"
#include "signals/evidence.h"

#include <string_view>

namespace gg::report {

/// The words of reports for the values of enums: lower case, `_` between, never changed.
std::string_view word_of(EvidenceKind kind);
std::string_view word_of(Claim claim);
std::string_view word_of(Strength strength);
std::string_view word_of(State state);
std::string_view word_of(Severity severity);
std::string_view word_of(Verdict verdict);
std::string_view word_of(Standing standing);

/// The same for people: "signed, trusted", "not possible in this format".
std::string_view phrase_of(EvidenceKind kind);
std::string_view phrase_of(Claim claim);
std::string_view phrase_of(Strength strength);
std::string_view phrase_of(State state);
std::string_view phrase_of(Standing standing);

}  // namespace gg::report
