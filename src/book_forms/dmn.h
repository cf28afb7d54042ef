#pragma once

#include "rulebook/book.h"

#include <string>

namespace gg::book_forms {

/// A book as a DMN 1.3 decision model (OMG formal/21-02-02, FEEL) for other decision tools: an
/// input a fact, a decision a definition, a COLLECT table with the aggregation MAX of the
/// severities of rows (0 clear … 4 prohibit), one more of baseline rows, and the outcome of both
/// with the default. What DMN cannot say (unsure, reviewers and duties as a union) stands in the
/// description of the model. The same book gives the same bytes.
std::string write_dmn(const rulebook::Book& book);

}  // namespace gg::book_forms
