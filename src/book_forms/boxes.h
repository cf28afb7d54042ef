#pragma once

#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace gg::book_forms {

/// A list in one box: "contact, legal"; "none" where it is there and empty. An entry that would
/// read as something else stands in double quotes, a quote in it twice: "\"writers, 2023\", none".
std::string write_list(const std::vector<std::string>& entries);

/// The inverse; entries may also stand on lines of their own. Errors: InvalidInput with what to
/// write.
Result<std::vector<std::string>> parse_list(std::string_view box);

/// One answer in a box, in double quotes where it is empty, begins with one or has blanks at its
/// ends.
std::string write_answer(std::string_view answer);

/// The inverse. Errors: InvalidInput with what to write.
Result<std::string> parse_answer(std::string_view box);

/// A cell of separated text as no spreadsheet program changes it: what such a program would take
/// for a number, a day, a truth value or a formula begins with an apostrophe.
std::string guard(std::string_view cell);

/// The inverse; an apostrophe that guards nothing stays.
std::string_view unguard(std::string_view cell);

}  // namespace gg::book_forms
