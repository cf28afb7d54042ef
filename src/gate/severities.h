#pragma once

#include "base/result.h"
#include "gate/finding.h"
#include "register/use.h"
#include "yaml/problem.h"

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace gg {

/// What the gate book says of one rule.
struct RuleText {
  std::string id;
  Severity severity = Severity::Hold;
  std::string heading;
  std::string clause;  ///< What asks for it; may be empty.
  std::string to_do;
  std::vector<std::string> waivable_by;  ///< Capacities; empty: nobody can waive it.
};

/// The data the gate judges by: severities, texts and names of tools. *value*
struct GateBook {
  std::string id;
  std::string version;
  std::string name;
  std::string final_fact;  ///< The question whose *no* keeps a use out of the final.
  std::vector<std::string> unclear_source_types;  ///< Codes that leave open whether AI had a part.
  std::vector<std::vector<std::string>> tools;    ///< Each a group of names of one tool.
  std::vector<RuleText> rules;

  [[nodiscard]] const RuleText* find(std::string_view rule) const;
  /// "goodgate-gate 2026-11".
  [[nodiscard]] std::string source_name() const { return id + " " + version; }
};

/// Reads a gate book; it must have a row for every rule of the gate, and no other. Never throws.
Result<GateBook, std::vector<Problem>> parse_gate_book(std::string_view text,
                                                       std::string_view file_name);

/// The book that comes with the program (rulebooks/gate/).
GateBook default_gate_book();

/// Errors: NotFound, Unavailable, InvalidInput with one line a problem.
Result<GateBook> load_gate_book(const std::filesystem::path& path);

inline constexpr std::array verdict_words = {
    Word<Verdict>{"pass", Verdict::Pass},
    Word<Verdict>{"hold", Verdict::Hold},
    Word<Verdict>{"fail", Verdict::Fail},
};

inline constexpr std::array severity_words = {
    Word<Severity>{"note", Severity::Note},
    Word<Severity>{"hold", Severity::Hold},
    Word<Severity>{"fail", Severity::Fail},
};

}  // namespace gg
