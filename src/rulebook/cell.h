#pragma once

#include "rulebook/fact.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gg::rulebook {

enum class Sense : std::uint8_t { Is, IsNot };

/// One test on one fact, or on a definition. *value*
///
/// On options (yes/no, choice): the answer is, or is not, one of `options`. On numbers and dates:
/// the answer lies in [first, last], both ends included. On a definition: its truth, or the
/// negation of it (`options` holds "yes" or "no").
struct Cell {
  std::string subject;                ///< Id of a fact or a definition.
  Sense sense = Sense::Is;            ///< Of a test on options.
  std::vector<std::string> options;   ///< In the order of the fact, each once.
  std::optional<std::int64_t> first;  ///< Of a test on numbers or dates, as `Value` holds it.
  std::optional<std::int64_t> last;

  friend bool operator==(const Cell&, const Cell&) = default;
};

/// Cells that must all hold. Empty: always true.
using Cells = std::vector<Cell>;

/// A named condition, for reading: true when any of its alternatives holds. *value*
struct Definition {
  std::string id;
  std::string means;       ///< In words, for `explain`.
  std::vector<Cells> any;  ///< At least one.
  std::string remark;
};

/// How the tests of a book are written, for what messages tell people to write: as YAML, or each in
/// one box of a spreadsheet. Both forms are read everywhere.
enum class CellForm : std::uint8_t { Yaml, Box };

/// The test of a cell as a person writes it into one box of a spreadsheet: "yes", "prop, setting",
/// "not none", ">= 3", "<= 2030-06-30", "3 .. 10", "= 3". `fact` is null for a definition.
std::string to_text(const Cell& cell, const Fact* fact);

/// The inverse of `to_text`, tolerant of spaces. `fact` is null for a definition. Errors:
/// InvalidInput with what to write instead.
Result<Cell> parse_cell(std::string_view subject, std::string_view text, const Fact* fact);

/// "in words": "story-relevant is yes", for explanations. `fact` is null for a definition.
std::string in_words(const Cell& cell, const Fact* fact);

}  // namespace gg::rulebook
