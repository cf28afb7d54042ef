#pragma once

#include "signals/evidence.h"

#include <string_view>

namespace gg {

/// The word of an enumerator in JSON, reports and rules ("source_type", "not_stated"). Stable.
std::string_view to_word(EvidenceKind kind);
std::string_view to_word(Claim claim);
std::string_view to_word(Strength strength);
std::string_view to_word(CredentialFault fault);
std::string_view to_word(State state);
std::string_view to_word(Carrier carrier);

}  // namespace gg
