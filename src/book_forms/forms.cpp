#include "book_forms/forms.h"

#include "base/text.h"
#include "book_forms/dmn.h"
#include "book_forms/sheets.h"

namespace gg::book_forms {

using rulebook::BookFilePtr;

BookForm form_of(std::string_view file_name) {
  const auto dot = file_name.rfind('.');
  if (dot == std::string_view::npos) return BookForm::Yaml;
  return value_of(book_form_words, ascii_lower(file_name.substr(dot + 1))).value_or(BookForm::Yaml);
}

Result<std::string> write_form(const rulebook::Book& book, BookForm form) {
  switch (form) {
    case BookForm::Yaml:
      return rulebook::write_book(book);
    case BookForm::Csv:
      return write_book_csv(book);
    case BookForm::Xlsx:
      return write_book_xlsx(book);
    case BookForm::Dmn:
      return write_dmn(book);
  }
  return fail(Error{ErrorKind::Internal, "no such form"});
}

Result<BookFilePtr, std::vector<Problem>> parse_form(std::string_view bytes,
                                                     std::string_view file_name) {
  const auto form = form_of(file_name);
  if (form == BookForm::Xlsx || bytes.starts_with("PK")) return parse_book_xlsx(bytes, file_name);
  if (form == BookForm::Csv) return parse_book_csv(bytes, file_name);
  if (form != BookForm::Dmn) return rulebook::parse_book(bytes, file_name);
  Problems problems(file_name);
  problems.add(0, 0, "", "DMN is written, not read; keep the book as YAML, XLSX or CSV");
  return fail(problems.take());
}

}  // namespace gg::book_forms
