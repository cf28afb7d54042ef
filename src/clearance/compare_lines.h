#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gg::clearance {

/// A line of a text that stands in only one of two, or in both. *value*
struct ComparedLine {
  enum class In : std::uint8_t { Both, Before, After };
  In in = In::Both;
  std::string text;
};

/// Two texts line by line, as few differences as there are. Errors: LimitExceeded past 4 000 lines
/// that differ.
Result<std::vector<ComparedLine>> compare_lines(std::string_view before, std::string_view after);

/// The words of a web page, a line for each block of it; other texts as they are.
std::string words_of_document(std::string_view media_type, std::string_view text);

}  // namespace gg::clearance
