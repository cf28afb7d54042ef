#pragma once

#include "json/json.h"
#include "prover/proof.h"

#include <string>

namespace gg::prover {

/// {"books", "holds", "summary", "questions", "checks": [{"kind", "book", "subject", "verdict",
/// "failed", "text", "witnesses": [{"declaration", "decided"}]}]}. `text` of a check says in words
/// what is wrong, with each declaration filled in.
Json to_json(const Proof& proof);

/// {"same", "before", "after", "summary", "changes": [{"kind", "version", "subject", "declaration",
/// "before", "after", "text"}], "unknown"}.
Json to_json(const Difference& difference);

/// A declaration as its file has it (`rulebook::parse_declaration` reads it): title, as_of, facts.
Json to_json(const rulebook::Declaration& declaration);

/// The same as YAML, each line behind `indent`.
std::string to_yaml(const rulebook::Declaration& declaration, const std::string& indent);

/// "studio-genai 2025-11-11: 31 invariants proved, 25 facts monotone, no dead row, …". What failed
/// is counted; notes stand behind.
std::string summary_of(const Proof& proof);
std::string summary_of(const Difference& difference);

/// What is wrong, with its declarations and what the evaluator decides on them; lines end in "\n".
std::string in_words(const Check& check);
std::string in_words(const Change& change);

}  // namespace gg::prover
