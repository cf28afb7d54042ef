#pragma once

#include "base/result.h"
#include "register/word.h"
#include "rulebook/read_book.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gg::book_forms {

/// How a book stands in a file. DMN is written only.
enum class BookForm : std::uint8_t { Yaml, Csv, Xlsx, Dmn };

inline constexpr std::array book_form_words = {
    Word<BookForm>{"yaml", BookForm::Yaml}, Word<BookForm>{"csv", BookForm::Csv},
    Word<BookForm>{"xlsx", BookForm::Xlsx}, Word<BookForm>{"dmn", BookForm::Dmn}};

/// The form a file has by the end of its name; YAML where it ends in none of these.
BookForm form_of(std::string_view file_name);

/// Errors: as `write_sheets` and `write_workbook`.
Result<std::string> write_form(const rulebook::Book& book, BookForm form);

/// Reads a book in the form that its name says, and a workbook whatever its name says. Never
/// throws.
Result<rulebook::BookFilePtr, std::vector<Problem>> parse_form(std::string_view bytes,
                                                               std::string_view file_name);

}  // namespace gg::book_forms
