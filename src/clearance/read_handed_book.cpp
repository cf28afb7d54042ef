#include "base/base64.h"
#include "book_forms/forms.h"
#include "clearance/doc.h"
#include "clearance/rulebook_acts.h"
#include "rulebook/run_cases.h"
#include "shapes/shapes.h"

namespace gg::clearance {
namespace {

/// "/content: sheet rows, cell F7: …", "/cases/0: line 3, column 7: when: …"; one line a problem.
std::string problems_at(const std::string& place, const std::vector<Problem>& problems) {
  std::string text;
  for (const auto& one : problems) {
    text += text.empty() ? place + ": " : "\n" + place + ": ";
    if (one.line != 0 && !one.place.starts_with("sheet "))
      text += "line " + std::to_string(one.line) + ", column " + std::to_string(one.column) + ": ";
    if (!one.place.empty()) text += one.place + ": ";
    text += one.text;
  }
  return text;
}

Result<std::string> content_of_file(const Json& file, const std::string& place) {
  auto bytes = parse_base64(text_at(file, "content"));
  if (bytes) return *std::move(bytes);
  return fail(Error{ErrorKind::InvalidInput, place + ": this is not base 64"});
}

Result<void> add_cases_of(const Json& files, rulebook::Book& book) {
  std::size_t index = 0;
  for (const auto& file : files) {
    const auto place = "/cases/" + std::to_string(index++);
    TRY_LET(const auto text, content_of_file(file, place + "/content"));
    auto cases = rulebook::parse_cases(text, text_at(file, "file"), book.id);
    if (!cases.has_value())
      return fail(Error{ErrorKind::InvalidInput, problems_at(place, cases.error())});
    for (auto& one : *cases) book.cases.push_back(std::move(one));
  }
  return {};
}

}  // namespace

Result<HandedBook> read_handed_book(const Json& body) {
  TRY(check_shape(body, "RulebookBody"));
  TRY_LET(const auto bytes, content_of_file(body, "/content"));
  HandedBook handed{.file = {}, .name = text_at(body, "file"), .form = {}};
  auto form = book_forms::form_of(handed.name);
  if (bytes.starts_with("PK")) form = book_forms::BookForm::Xlsx;
  handed.form = word_of(book_forms::book_form_words, form);
  auto read = book_forms::parse_form(bytes, handed.name);
  if (!read.has_value())
    return fail(Error{ErrorKind::InvalidInput, problems_at("/content", read.error())});
  handed.file = *std::move(read);
  if (const auto* files = find_member(body, "cases"); files != nullptr && !files->empty()) {
    auto book = handed.file->book;
    TRY(add_cases_of(*files, book));
    auto whole = rulebook::parse_book(rulebook::write_book(book), handed.name);
    if (!whole.has_value())
      return fail(Error{ErrorKind::InvalidInput, problems_at("/cases", whole.error())});
    handed.file = *std::move(whole);
  }
  handed.failed = rulebook::run_cases(handed.file, handed.file->book.cases).size();
  return handed;
}

}  // namespace gg::clearance
