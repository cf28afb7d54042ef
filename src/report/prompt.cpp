#include "report/prompt.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace gg::report {

bool holds_prompt(const Evidence& evidence, std::string_view name, std::string_view value) {
  // Names under which tools write what was asked for, whole or as part of the name.
  constexpr std::array parts{"prompt", "workflow", "caption", "negative", "positive", "lyrics"};
  constexpr std::array whole{"uc", "text", "description", "comment", "parameters", "c", "title"};
  const auto is_part = [&](const char* part) { return contains_ignoring_case(name, part); };
  const auto is_whole = [&](const char* word) { return equals_ignoring_case(name, word); };
  if (std::ranges::any_of(parts, is_part) || std::ranges::any_of(whole, is_whole)) return true;
  return !evidence.prompt.empty() && value.find(evidence.prompt) != std::string_view::npos;
}

bool holds_prompt(const Evidence& evidence) {
  return !evidence.prompt.empty() ||
         std::ranges::any_of(evidence.parameters, [&](const auto& parameter) {
           return holds_prompt(evidence, parameter.first, parameter.second);
         });
}

bool holds_prompt(const FileReport& file) {
  return std::ranges::any_of(file.evidence,
                             [](const Evidence& evidence) { return holds_prompt(evidence); });
}

}  // namespace gg::report
