#pragma once

#include "report/report_view.h"

#include <string_view>

namespace gg::report {

/// True when a parameter of an evidence holds prompt text: by its name ("negative_prompt", a
/// workflow, a caption), or because the prompt stands in its value.
bool holds_prompt(const Evidence& evidence, std::string_view name, std::string_view value);

/// True when the evidence states a prompt or a parameter with prompt text.
bool holds_prompt(const Evidence& evidence);

/// True when any evidence of the file does. The bytes of such a file are not shown in reports
/// that hash prompts.
bool holds_prompt(const FileReport& file);

}  // namespace gg::report
