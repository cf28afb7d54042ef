#pragma once

#include "base/digest.h"
#include "rulebook/book.h"
#include "yaml/form.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gg::rulebook {

/// A book as it was read, with what identifies it. *value*
struct BookFile {
  Book book;
  Sha256 sha256;     ///< Of the canonical bytes (`write_book`): the identity of this version.
  std::string file;  ///< Where it was read from, for messages.
};

using BookFilePtr = std::shared_ptr<const BookFile>;

/// Reads a book in the form of docs/rulebook-format.md. On failure all problems, in the order of
/// the file, each with line, row and what to write. Never throws.
Result<BookFilePtr, std::vector<Problem>> parse_book(std::string_view text,
                                                     std::string_view file_name);

/// The same from a tree in the form of a book, wherever that came from; problems have the lines of
/// its nodes. `cells` is how its tests were written.
Result<BookFilePtr, std::vector<Problem>> read_book(const YamlNode& root, Problems& problems,
                                                    CellForm cells);

/// Checks that a book holds together (ids, references, types, a default that consults) and makes a
/// `BookFile` of it; `root` is where it was read from, for lines.
Result<BookFilePtr, std::vector<Problem>> finish_book(Book book, const YamlNode& root,
                                                      Problems& problems);

/// Reads a file of cases ("cases_for"); `name` of the book they are for must be `book_id`.
Result<std::vector<Case>, std::vector<Problem>> parse_cases(std::string_view text,
                                                            std::string_view file_name,
                                                            std::string_view book_id);

/// The canonical form of a book: the same bytes for the same book, on every machine, and the same
/// book again when read. UTF-8, lines end in "\n".
std::string write_book(const Book& book);

}  // namespace gg::rulebook
