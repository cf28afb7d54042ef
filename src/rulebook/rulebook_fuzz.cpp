#include "base/check.h"
#include "base/text.h"
#include "bytes/reader.h"
#include "rulebook/book_set.h"
#include "rulebook/decision.h"

#include <cstdint>
#include <span>

/// Any bytes: a book or problems in UTF-8. A book reads back from its canonical form to the same
/// canonical form, and decides the empty declaration the same way twice.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gg;
  const auto text = Reader::to_text(std::as_bytes(std::span(data, size)));
  const auto declaration = rulebook::parse_declaration(text, "use.yaml");
  const auto cases = rulebook::parse_cases(text, "cases.yaml", "house");
  if (!cases.has_value()) GG_CHECK(!cases.error().empty());
  const auto book = rulebook::parse_book(text, "book.yaml");
  if (!book.has_value()) {
    for (const auto& problem : book.error()) GG_CHECK(is_utf8(to_text(problem)));
    return 0;
  }
  const auto canonical = rulebook::write_book((*book)->book);
  const auto again = rulebook::parse_book(canonical, "canonical.yaml");
  GG_CHECK(again.has_value());
  GG_CHECK(rulebook::write_book((*again)->book) == canonical);
  const auto set = rulebook::BookSet::join({*book});
  GG_CHECK(set.has_value());
  const rulebook::Slots slots(set->subjects().size());
  rulebook::Evaluator evaluator(*set);
  const auto decision = rulebook::decide(*set, evaluator, slots);
  GG_CHECK(decision.outcome == evaluator.outcome(slots));
  return 0;
}
