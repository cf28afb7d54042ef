#pragma once

#include "paper/document.h"

#include <string>
#include <string_view>

namespace gg::documents {

/// "27 November 2026" of a day or of the day of a moment; the text itself where it is neither.
std::string day_in_words(std::string_view day);

/// "27 November 2026, 15:04:05 UTC" of a moment as the register keeps it.
std::string moment_in_words(std::string_view moment);

/// "Final deliverable" for "final_deliverable".
std::string in_words(std::string_view id);

/// A table without the columns that no row has anything in.
paper::Table without_empty_columns(paper::Table table);

}  // namespace gg::documents
