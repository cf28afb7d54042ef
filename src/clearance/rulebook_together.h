#pragma once

#include "clearance/work.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gg::clearance {

/// Books that decide together with a draft, on titles that would take it. *value*
struct JointOrder {
  std::size_t titles = 0;           ///< How many name just these.
  std::vector<std::string> books;   ///< The others: "studio-genai@2025-11-11".
  std::vector<std::string> texts;   ///< All of them canonical, the draft in its place.
  std::vector<std::string> before;  ///< With the version in force in place of the draft; empty
                                    ///< where there is none.
};

/// A draft and what would stand beside it.
struct DraftText {
  std::string_view book;
  const std::string& text;
  const std::string& before;  ///< Of the version in force; empty: none.
};

/// Each set of books that an open title would decide by if the draft were in force: those of most
/// titles first, each once. Not among them: titles that name only this book or a fixed version of
/// it.
Result<std::vector<JointOrder>> joint_orders(store::Snapshot& snapshot, World& world,
                                             const DraftText& draft, Date day);

/// What the prover said of one set: its proof, and where that fails the proof of the set as it is
/// in force (else null); each may be `{"error": text}`.
Json joint_answer(const JointOrder& order, Json proof, Json before);

/// The sentence of a record about all sets: "alone" where there are none; else "proved", "refuted"
/// or "unknown". What fails in the same set today already does not count against the draft.
Json line_of_together(const Json& answers);

}  // namespace gg::clearance
