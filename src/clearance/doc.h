#pragma once

#include "json/json.h"

#include <string>
#include <string_view>
#include <vector>

namespace gg::clearance {

/// The member `key` of a document as text; empty where there is none.
std::string text_at(const Json& doc, std::string_view key);

/// The members of a list of texts; empty where there is none.
std::vector<std::string> texts_at(const Json& doc, std::string_view key);

/// Keys of `members` whose values differ between two documents, in the order of `members`.
std::vector<std::string> differing(const Json& before, const Json& after,
                                   const std::vector<std::string>& members);

}  // namespace gg::clearance
