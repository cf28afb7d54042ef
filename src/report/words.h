#pragma once

#include "gate/finding.h"
#include "signals/evidence.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gg::report {

/// The words of reports for the values of enums: lower case, `_` between, never changed.
std::string_view word_of(EvidenceKind kind);
std::string_view word_of(Claim claim);
std::string_view word_of(Strength strength);
std::string_view word_of(State state);
std::string_view word_of(CredentialFault fault);
std::string_view word_of(Severity severity);
std::string_view word_of(Verdict verdict);
std::string_view word_of(Standing standing);

/// The same for people: "signed, trusted", "not possible in this format".
std::string_view phrase_of(EvidenceKind kind);
std::string_view phrase_of(Claim claim);
std::string_view phrase_of(Strength strength);
std::string_view phrase_of(State state);
std::string_view phrase_of(Standing standing);

/// What validation found of a credential, row by row: {"Signer", "Adobe Inc."}, {"Known to", …},
/// {"Fails", "The file was changed after it was signed. (assertion.dataHash.mismatch)"}.
std::vector<std::pair<std::string_view, std::string>> rows_of(const CredentialFacts& facts);

}  // namespace gg::report
