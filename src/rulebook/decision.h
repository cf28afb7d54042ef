#pragma once

#include "json/json.h"
#include "rulebook/evaluate.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gg::rulebook {

/// Something a decision asks for, with the rows that ask for it ("studio-genai/final-deliverable").
struct Asked {
  std::string id;
  std::vector<std::size_t> rows;  ///< Indices into `Decision::fired`.
};

/// A row that one other answer would make speak.
struct NearRow {
  std::uint16_t book = 0;
  std::uint32_t row = 0;
  std::size_t subject = 0;  ///< The fact whose answer stands between.
};

/// What a declaration needs, and why. *value*; the set it came from must outlive it.
struct Decision {
  Outcome outcome = Outcome::Clear;
  std::vector<Fired> fired;      ///< In the order of the books and their rows.
  std::vector<Asked> reviewers;  ///< Of all rows that fired, in the order they are first asked.
  std::vector<Asked> duties;
  std::vector<NearRow> near;  ///< Rows that would make the outcome more severe.
};

/// Decides. Deterministic: the same set and slots give the same decision on every machine.
Decision decide(const BookSet& set, Evaluator& evaluator, const Slots& slots);

/// The row behind a `Fired`, or null for the default.
const Row* row_of(const BookSet& set, std::uint16_t book, std::uint32_t row);

/// What a row that fired asks for where it is certain; see `weight` for what it weighs as it is.
Outcome outcome_if_certain(const BookSet& set, const Fired& fired);

/// True for a row that is unsure only because questions are open, not because somebody is unsure.
bool waits_for_answers(const BookSet& set, const Slots& slots, const Fired& fired);

/// "studio-genai/final-deliverable".
std::string row_name(const BookSet& set, std::uint16_t book, std::uint32_t row);

/// Facts that made a row speak: what each row's cells and the definitions in them looked at, as
/// indices of subjects, in the order of the cells, each once. `only` picks those whose answer is
/// unknown, or all.
enum class Looked : std::uint8_t { All, Unknown };
std::vector<std::size_t> facts_behind(const BookSet& set, std::uint16_t book, std::uint32_t row,
                                      const Slots& slots, Looked which);

/// The complete record of a decision as JSON: books with their hashes, what was declared, the
/// outcome, every row that fired with its clause and facts, rows one answer away, reviewers,
/// duties.
Json record_of(const BookSet& set, const Slots& slots, const Declaration& declaration,
               const Decision& decision);

/// Decides again from a record alone, with the books whose hashes it names, and returns the new
/// record. Equal bytes prove the decision. Errors: NotFound for a book that is not among `books`
/// (by hash), InvalidInput for what is no record.
Result<std::string> recompute(std::string_view record, const std::vector<BookFilePtr>& books);

}  // namespace gg::rulebook
