#pragma once

#include "json/json.h"

#include <string>

namespace gg::desk_cli {

/// Uses as lines with aligned columns: id, state, outcome, due, summary.
std::string use_table(const Json& uses);

/// The same for what waits: id, due, why, summary.
std::string inbox_table(const Json& items);

/// One use with all that a person decides by: where it stands, whose word it waits for, answers,
/// duties, questions and answers.
std::string use_text(const Json& use);

/// "use_01J… is waiting_for_contact (consult); it waits for contact"
std::string use_line(const Json& use);

}  // namespace gg::desk_cli
