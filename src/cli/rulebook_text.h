#pragma once

#include "json/json.h"

#include <string>

namespace gg::cli {

/// What fails of a proof, in full, and its summary; what is a note is left out. Lines end in "\n".
std::string proof_text(const Json& proof);

/// The uses that two versions decide differently, what was not settled, and the summary.
std::string difference_text(const Json& difference);

/// "12 cases, 1 failed", behind each one that failed.
std::string cases_text(std::size_t run, std::size_t failed, const std::string& failures);

/// Each line without what a terminal would obey.
std::string safe_lines(const std::string& text);

}  // namespace gg::cli
