#pragma once

#include <string>
#include <string_view>

namespace gg::prover {

/// Answers one request of the program `goodgate-prover`. Requests, with books as texts in the form
/// of docs/rulebook-format.md:
///   {"task": "prove", "books": [text…], "timeout_ms": 60000}: each book alone and, of several, all
///   together
///   {"task": "compare", "before": [text…], "after": [text…], "timeout_ms": 60000}
/// Answers: {"proofs": [proof…]} or {"difference": …} (see render.h), or {"error": {"kind",
/// "message"}}, with kind "invalid_input" or "internal".
std::string answer(std::string_view request);

inline constexpr std::size_t request_bytes_max = 64U << 20;

}  // namespace gg::prover
