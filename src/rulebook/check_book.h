#pragma once

#include "rulebook/book.h"
#include "yaml/form.h"

namespace gg::rulebook {

/// Tells of what does not hold together in a book: ids that stand twice or name nothing, options
/// that are too few or too many, ranges that are empty. `root` is the book's YAML, for lines; where
/// the book came from elsewhere it is empty, and problems name the row alone.
void check_book(const Book& book, const YamlNode& root, Problems& problems);

/// Reads one case over what is usual.
Case read_case(Form form, Declaration usual);

}  // namespace gg::rulebook
