#pragma once

#include "clearance/rulebook_together.h"
#include "clearance/work.h"

#include <optional>
#include <string>
#include <vector>

namespace gg::clearance {

/// A draft whose checks wait for the prover, with what it is asked. *value*
struct CheckOrder {
  std::string rulebook;  ///< Id of the record.
  std::string sha256;    ///< Of the text that is checked.
  std::string text;      ///< Canonical.
  std::string before;    ///< The canonical text of the version in force; empty where there is none.
  std::string before_name;  ///< "studio-genai@2025-11-11".
  std::string before_sha256;
  std::vector<JointOrder> together;  ///< The books it would decide with on titles.
};

/// What the prover said: its answers (prover/answer.h), or `{"error": text}` where there is none.
struct CheckAnswers {
  Json proofs;                    ///< One of `proofs`.
  Json difference;                ///< Null where there is no version in force.
  Json together = Json::array();  ///< One `joint_answer` for each set of books.
};

/// The draft that has waited longest; nothing where none waits.
Result<std::optional<CheckOrder>> next_check(store::Snapshot& snapshot, World& world, Moment now);

/// Keeps what a check found. A version is checked when every case came out as it expects, every
/// promise was proved, alone and with the other books of titles, and the difference is settled;
/// what was not decided in time counts as failed. An answer about a text that was replaced
/// meanwhile is dropped.
Result<store::Record> keep_check(Work& work, const CheckOrder& order, const CheckAnswers& answers);

}  // namespace gg::clearance
