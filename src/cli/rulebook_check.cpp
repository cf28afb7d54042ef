#include "base/whole_file.h"
#include "book_forms/forms.h"
#include "cli/exit_code.h"
#include "cli/output_file.h"
#include "cli/rulebook_commands.h"
#include "cli/rulebook_text.h"
#include "json/json.h"
#include "rulebook/run_cases.h"
#include "shelf/shelf.h"

#include <algorithm>
#include <cstdio>
#include <iterator>

namespace gg::cli {
namespace {

using rulebook::BookFilePtr;

Json summary_of(const BookFilePtr& file) {
  const auto& book = file->book;
  return {{"id", book.id},
          {"version", book.version},
          {"name", book.name},
          {"sha256", file->sha256.hex()},
          {"facts", book.facts.size()},
          {"rows", book.rows.size()},
          {"invariants", book.invariants.size()}};
}

void tell(const BookFilePtr& file) {
  const auto& book = file->book;
  std::printf("%s  %zu facts, %zu rows, %zu invariants  sha256 %s\n", book.title().c_str(),
              book.facts.size(), book.rows.size(), book.invariants.size(),
              file->sha256.hex().c_str());
}

Result<void> write_canonical(const std::string& name, const BookFilePtr& file) {
  if (!shelf::names_file(name))
    return fail(
        Error{ErrorKind::InvalidInput, name + ": --write needs a file, not a shipped book"});
  TRY_LET(const auto text, book_forms::write_form(file->book, book_forms::form_of(name)));
  TRY_LET(const auto before, read_existing(name, shelf::book_bytes_max));
  if (before == text) return {};
  TRY_LET(auto out, OutputFile::create(name));
  out.write(text);
  TRY(out.commit());
  std::printf("%s: written in canonical form\n", name.c_str());
  return {};
}

}  // namespace

std::vector<std::string> books_named(const RulebookCommand& command) {
  auto names = command.books;
  if (command.shipped) std::ranges::move(shelf::shipped_names(), std::back_inserter(names));
  return names;
}

int run_rulebook_list(const RulebookCommand& command) {
  Json list = Json::array();
  for (const auto& one : shelf::shipped()) {
    const auto file = shelf::load_book(one.name());
    if (!file) return complain(file.error());
    if (command.json) {
      list.push_back(summary_of(*file));
      continue;
    }
    tell(*file);
    std::printf("    %s\n", (*file)->book.name.c_str());
  }
  if (command.json) std::printf("%s\n", list.dump(2).c_str());
  return 0;
}

int run_rulebook_check(const RulebookCommand& command) {
  std::vector<BookFilePtr> files;
  int status = 0;
  Json list = Json::array();
  for (const auto& name : command.books) {
    const auto file = shelf::load_book(name);
    if (!file) {
      status = complain(file.error());
      continue;
    }
    files.push_back(*file);
    if (command.write) {
      const auto written = write_canonical(name, *file);
      if (!written) return complain(written.error());
    }
    if (command.json)
      list.push_back(summary_of(*file));
    else
      tell(*file);
  }
  if (files.size() > 1) {
    const auto set = rulebook::BookSet::join(files);
    if (!set) status = complain(Error{ErrorKind::InvalidInput, to_text(set.error())});
    if (set && !command.json) std::printf("together: no contradiction of names\n");
  }
  if (command.json) std::printf("%s\n", list.dump(2).c_str());
  return status;
}

int run_rulebook_test(const RulebookCommand& command) {
  const auto names = books_named(command);
  if (names.empty())
    return complain(Error{ErrorKind::InvalidInput, "name books to test, or write --shipped"});
  std::size_t run = 0;
  std::size_t failed = 0;
  Json list = Json::array();
  for (const auto& name : names) {
    const auto book = shelf::load_book(name);
    if (!book) return complain(book.error());
    const auto cases = shelf::load_cases(name, *book);
    if (!cases) return complain(cases.error());
    const auto failures = rulebook::run_cases(*book, *cases);
    run += cases->size();
    failed += failures.size();
    for (const auto& one : failures) {
      if (command.json)
        list.push_back({{"where", one.where}, {"name", one.name}, {"text", one.text}});
      else
        std::printf("%s: %s\n%s\n", one.where.c_str(), one.name.c_str(), one.text.c_str());
    }
  }
  if (command.json)
    std::printf("%s\n",
                Json{{"cases", run}, {"failed", failed}, {"failures", list}}.dump(2).c_str());
  else
    std::fputs(cases_text(run, failed, {}).c_str(), stdout);
  return static_cast<int>(failed == 0 ? ExitCode::Pass : ExitCode::Fail);
}

}  // namespace gg::cli
