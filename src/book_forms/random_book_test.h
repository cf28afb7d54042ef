#pragma once

#include "rulebook/book.h"

#include <rapidcheck.h>

namespace gg::book_forms {

/// A book with whatever people write into one: texts that spreadsheet programs like to change,
/// lists with commas, tests in another order in each row, everything optional there or not. It
/// holds together.
rulebook::Book random_book();

}  // namespace gg::book_forms
