#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gg::book_forms {

/// How a value stands in one box.
enum class BoxKind : std::uint8_t {
  Word,    ///< An id, a word of a vocabulary, a day, a number: blanks at its ends mean nothing.
  Prose,   ///< A text as it is.
  List,    ///< "a, b" (boxes.h)
  Answer,  ///< An answer of a case (boxes.h).
  Test     ///< A test of a fact or a definition (`rulebook::parse_cell`).
};

/// Whether a column is written where no box of it holds anything.
enum class WhenEmpty : std::uint8_t { LeaveOut, Show };

/// A column. Its heading is the path of its value in the YAML form of a book, with spaces:
/// "because", "applies photography from". *value*
struct Column {
  std::string heading;
  BoxKind kind = BoxKind::Word;
  WhenEmpty when_empty = WhenEmpty::LeaveOut;
};

/// A sheet: one list of a book, one entry a row. *value*
struct SheetForm {
  std::string_view name;  ///< Also the key of the list.
  std::string_view
      asks;  ///< What begins the headings of its tests or answers: "when", "given"; or empty.
  std::vector<Column> before;  ///< Columns left of the tests.
  std::vector<Column> after;
};

/// The first sheet, which holds what stands once in a book: a key and its value in each row.
inline constexpr std::string_view book_sheet = "book";
const std::vector<Column>& book_keys();

/// All other sheets, in order.
const std::vector<SheetForm>& sheet_forms();

/// Nothing where there is no such sheet.
const SheetForm* find_sheet_form(std::string_view name);

/// The column of a heading: one of the sheet's own, or one of a test ("when final_deliverable").
/// The kind is what its boxes hold. Nothing where it is not known.
const Column* find_column(const SheetForm& form, std::string_view heading);

/// What a heading of a test or an answer is about: "final_deliverable". Empty where it is another.
std::string_view subject_of(const SheetForm& form, std::string_view heading);

/// Sheets for people, which are not read.
bool is_note(std::string_view sheet);

/// "applies photography from" → {"applies", "photography", "from"}.
std::vector<std::string_view> path_of(std::string_view heading);

}  // namespace gg::book_forms
