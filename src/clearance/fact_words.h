#pragma once

#include "json/json.h"
#include "rulebook/book_set.h"

#include <string>
#include <string_view>

namespace gg::clearance {

// Facts as people read them. Ids stand in documents for programs; what is read and signed has
// words.

/// How the rulebooks ask for a fact; its id as words where none of them does.
std::string question_text(const rulebook::BookSet& books, std::string_view fact);

/// "document_or_prop" → "document or prop"; "not answered" where there is no answer.
std::string answer_text(const Json& answer);

}  // namespace gg::clearance
