#pragma once

#include "rulebook/book.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace gg::book_forms {

/// Names of a model in FEEL, the expression language of DMN: letters, digits and underscores, each
/// once, none a word of the language. *single thread*
class FeelNames {
 public:
  /// The name for an id; the same one when asked again.
  std::string name(std::string_view id);

 private:
  std::map<std::string, std::string, std::less<>> names_;
  std::set<std::string, std::less<>> taken_;
};

/// A text in FEEL: "\"a\"".
std::string feel_text(std::string_view text);

/// The test of a cell as unary tests (DMN 1.3 §10.3, rule 7). An unanswered fact (null) passes
/// none, so what is denied is written as what is left. `fact` is null for a definition.
std::string unary_test(const rulebook::Cell& cell, const rulebook::Fact* fact);
std::string unary_test(const rulebook::Days& days);

/// A definition as a boolean expression with the truth values of strong Kleene: null where unknown.
std::string expression(const rulebook::Definition& definition,
                       const std::vector<rulebook::Fact>& facts, FeelNames& names);

/// One condition on the title or the day: what it is about, and the test.
struct TitleTest {
  std::string subject;  ///< "title kind", "as of": no id of a book holds a space
  std::string type;     ///< "string", "boolean", "date" or "texts" (a list)
  std::string test;
};
std::vector<TitleTest> title_tests(const rulebook::Applies& applies,
                                   const rulebook::Days& in_force);

/// The type of a fact in FEEL: "boolean", "string", "number", "date".
std::string_view feel_type(const rulebook::Fact& fact);

}  // namespace gg::book_forms
