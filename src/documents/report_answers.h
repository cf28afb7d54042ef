#pragma once

#include "documents/title_report.h"

#include <string>

namespace gg::documents {

// Each answers one question from what the register holds, in a sentence or a few lines.

/// What rows say to one question of the rulebooks, answer by answer, with the numbers of the rows.
std::string answers_to(const Json& rows, const char* fact);

std::string elements_in_final(const TitleMaterial& material);
std::string approvals_in_force(const TitleMaterial& material);
std::string consents_on_file(const TitleMaterial& material);
std::string licences_on_file(const TitleMaterial& material);
std::string terms_of_tools(const TitleMaterial& material);
std::string what_is_open(const TitleMaterial& material);
std::string what_is_told(const TitleMaterial& material);
std::string marks_in_files(const TitleMaterial& material);
std::string verdicts(const TitleMaterial& material);
std::string how_to_verify(const TitleMaterial& material);

}  // namespace gg::documents
