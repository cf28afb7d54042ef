#pragma once

#include "rulebook/read_book.h"
#include "rulebook/truth.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gg::rulebook {

/// What is known of one subject of a decision: a fact's value, *unsure*, or no answer. *value*
class Slot {
 public:
  constexpr Slot() = default;
  static constexpr Slot known(Value value) { return Slot(value); }
  static constexpr Slot unsure() { return Slot(unsure_mark); }

  [[nodiscard]] constexpr bool is_known() const { return value_ > unsure_mark; }
  [[nodiscard]] constexpr bool is_unsure() const { return value_ == unsure_mark; }
  [[nodiscard]] constexpr bool is_answered() const { return value_ != unanswered_mark; }
  [[nodiscard]] constexpr Value value() const { return value_; }
  friend constexpr bool operator==(Slot, Slot) = default;

 private:
  static constexpr Value unanswered_mark = std::numeric_limits<Value>::min();
  static constexpr Value unsure_mark = unanswered_mark + 1;
  constexpr explicit Slot(Value value) : value_(value) {}
  Value value_ = unanswered_mark;
};

/// One slot a subject of the set, in its order.
using Slots = std::vector<Slot>;

/// Test of one slot, or of a definition, ready to be run.
struct Term {
  enum class Kind : std::uint8_t { Options, Range, Definition, NotDefinition };
  Kind kind = Kind::Options;
  std::uint16_t index = 0;    ///< Of the subject or of the definition.
  std::uint64_t options = 0;  ///< Bit n: option n passes.
  Value first = 0;            ///< Of a range, both ends included.
  Value last = 0;
};

/// A run of terms that must all hold. Half-open.
struct TermRange {
  std::uint32_t first = 0;
  std::uint32_t end = 0;
};

/// A definition ready to be run: true when one of its alternatives is.
struct Alternatives {
  std::vector<TermRange> any;
};

/// A row ready to be run.
struct CompiledRow {
  TermRange all;
  Outcome outcome = Outcome::Consult;
  bool baseline = false;
};

struct CompiledBook {
  TermRange applies;  ///< The book's own `applies` and `in_force`.
  std::uint32_t rows_first = 0;
  std::uint32_t rows_end = 0;
};

/// Whether a subject stands for a declared fact or for something a title states.
enum class SubjectKind : std::uint8_t { Fact, Title };

/// One subject: a fact of the books, or a thing stated of the title ("title.kind",
/// "title.territory.US-CA", "as_of").
struct Subject {
  Fact fact;
  SubjectKind kind = SubjectKind::Fact;
};

/// Several books in force together: their facts, reviewers and duties joined by id, their rows
/// compiled. *const is thread-safe*
class BookSet {
 public:
  /// Joins books. Problems: a book that stands twice, and facts, reviewers or duties of one id that
  /// do not mean the same; each names both books.
  static Result<BookSet, std::vector<Problem>> join(std::vector<BookFilePtr> books);

  [[nodiscard]] const std::vector<BookFilePtr>& books() const { return books_; }
  /// Facts first, in the order of the books, then what titles state.
  [[nodiscard]] const std::vector<Subject>& subjects() const { return subjects_; }
  [[nodiscard]] std::size_t facts_count() const { return facts_count_; }
  [[nodiscard]] std::optional<std::size_t> find(std::string_view subject) const;
  [[nodiscard]] const Duty* duty(std::string_view id) const;
  [[nodiscard]] const Reviewer* reviewer(std::string_view id) const;

  // --- compiled, for the evaluator
  [[nodiscard]] const std::vector<Term>& terms() const { return terms_; }
  [[nodiscard]] const std::vector<Alternatives>& definitions() const { return definitions_; }
  [[nodiscard]] const std::vector<CompiledRow>& rows() const { return rows_; }
  [[nodiscard]] const std::vector<CompiledBook>& compiled_books() const { return compiled_; }

 private:
  friend class Compiler;
  std::vector<BookFilePtr> books_;
  std::vector<Subject> subjects_;
  std::size_t facts_count_ = 0;
  std::map<std::string, std::size_t, std::less<>> subject_index_;
  std::map<std::string, const Duty*, std::less<>> duties_;
  std::map<std::string, const Reviewer*, std::less<>> reviewers_;
  std::vector<Term> terms_;
  std::vector<Alternatives> definitions_;
  std::vector<CompiledRow> rows_;
  std::vector<CompiledBook> compiled_;
};

/// What to do with answers to questions that no book in force asks.
enum class UnknownAnswers : std::uint8_t { Refuse, Ignore };

/// The slots of a declaration. Problems: an answer that is none, and (with `Refuse`) one to a
/// question nobody asks, with the one most likely meant.
Result<Slots, std::vector<Problem>> slots_of(const BookSet& set, const Declaration& declaration,
                                             UnknownAnswers unknown = UnknownAnswers::Refuse);

}  // namespace gg::rulebook
