#include "book_forms/forms.h"
#include "cli/output_file.h"
#include "cli/rulebook_commands.h"
#include "shelf/shelf.h"

#include <unistd.h>

namespace gg::cli {
namespace {

using book_forms::BookForm;

/// The form asked for, else that of the output's name.
Result<BookForm> wanted_form(const RulebookCommand& command) {
  if (command.form.empty()) return book_forms::form_of(command.output);
  const auto form = value_of(book_forms::book_form_words, command.form);
  if (form) return *form;
  return fail(Error{ErrorKind::InvalidInput, "--to: " + in_quotes(command.form) +
                                                 " is no form of a book; write one of " +
                                                 joined(texts_of(book_forms::book_form_words))});
}

Result<void> export_book(const RulebookCommand& command) {
  TRY_LET(const auto form, wanted_form(command));
  if (form == BookForm::Xlsx && command.output == "-" && isatty(STDOUT_FILENO) == 1)
    return fail(Error{ErrorKind::InvalidInput,
                      "a workbook is not for a terminal; name a file, as in -o house.xlsx"});
  TRY_LET(const auto file, shelf::load_book(command.books.front()));
  TRY_LET(const auto bytes, book_forms::write_form(file->book, form));
  TRY_LET(auto out, OutputFile::create(command.output));
  out.write(bytes);
  return out.commit();
}

}  // namespace

int run_rulebook_export(const RulebookCommand& command) {
  const auto done = export_book(command);
  return done ? 0 : complain(done.error());
}

}  // namespace gg::cli
