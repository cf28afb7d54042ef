#include "shelf/shelf.h"

#include "base/embedded.h"
#include "base/text.h"
#include "base/whole_file.h"
#include "book_forms/forms.h"

#include <algorithm>
#include <span>
#include <system_error>

namespace gg {
std::span<const Embedded> shipped_books();
}

namespace gg::shelf {
namespace {

using rulebook::BookFilePtr;
using rulebook::Case;
namespace fs = std::filesystem;

std::string names_known() {
  std::string names;
  for (const auto& book : shipped()) names += (names.empty() ? "" : ", ") + book.name();
  return names;
}

Result<ShippedBook> find_shipped(std::string_view name) {
  const auto at = name.find('@');
  const auto id = name.substr(0, at);
  std::optional<ShippedBook> found;
  for (const auto& book : shipped())
    if (book.id == id && (at == std::string_view::npos || book.version == name.substr(at + 1)))
      found = book;
  if (found) return *found;
  return fail(Error{ErrorKind::NotFound, "there is no rulebook " + in_quotes(name) +
                                             "; name a file (house.yaml) or one of " +
                                             names_known()});
}

Result<void> add_cases(std::string_view text, const std::string& file, const std::string& id,
                       std::vector<Case>& cases) {
  TRY_LET(auto read, told(rulebook::parse_cases(text, file, id)));
  std::ranges::move(read, std::back_inserter(cases));
  return {};
}

}  // namespace

std::vector<ShippedBook> shipped() {
  std::vector<ShippedBook> books;
  for (const auto& file : shipped_books()) {
    const auto slash = file.path.find('/');
    const auto rest = file.path.substr(slash + 1);
    if (rest.find('/') != std::string_view::npos) continue;
    books.push_back({file.path.substr(0, slash), rest.substr(0, rest.rfind('.')), file.text()});
  }
  return books;
}

std::vector<std::string> shipped_names() {
  std::vector<std::string> names;
  for (const auto& book : shipped()) names.push_back(book.name());
  return names;
}

bool names_file(std::string_view name) {
  const auto lower = ascii_lower(name);
  const auto ends = {".yaml", ".yml", ".json", ".xlsx", ".csv", ".dmn"};
  return name.find('/') != std::string_view::npos ||
         std::ranges::any_of(ends, [&lower](const char* end) { return lower.ends_with(end); });
}

Result<BookFilePtr> load_book(std::string_view name, const fs::path& folder) {
  if (names_file(name)) {
    const auto path = folder / fs::path(name);
    TRY_LET(const auto bytes, read_existing(path, book_bytes_max));
    return told(book_forms::parse_form(bytes, path.string()));
  }
  TRY_LET(const auto found, find_shipped(name));
  return told(rulebook::parse_book(
      found.text, std::string(found.id) + "/" + std::string(found.version) + ".yaml"));
}

Result<rulebook::BookSet> load_set(const std::vector<std::string>& names, const fs::path& folder) {
  std::vector<BookFilePtr> books;
  for (const auto& name : names) {
    TRY_LET(auto book, load_book(name, folder));
    books.push_back(std::move(book));
  }
  return told(rulebook::BookSet::join(std::move(books)));
}

std::vector<fs::path> case_files(const fs::path& book) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator entry(book.parent_path() / "cases", error), end;
       !error && entry != end; entry.increment(error))
    if (entry->path().extension() == ".yaml") files.push_back(entry->path());
  std::ranges::sort(files);
  return files;
}

Result<std::vector<Case>> load_cases(std::string_view name, const BookFilePtr& book,
                                     const fs::path& folder) {
  auto cases = book->book.cases;
  const auto& id = book->book.id;
  if (names_file(name)) {
    for (const auto& file : case_files(folder / fs::path(name))) {
      TRY_LET(const auto text, read_existing(file, book_bytes_max));
      TRY(add_cases(text, file.string(), id, cases));
    }
    return cases;
  }
  for (const auto& file : shipped_books())
    if (file.path.starts_with(id + "/cases/"))
      TRY(add_cases(file.text(), std::string(file.path), id, cases));
  return cases;
}

}  // namespace gg::shelf
