#pragma once

#include <string>
#include <string_view>

namespace gg::post {

/// What a mail about a topic says first: "A use waits for your word". For a topic that has no row,
/// the noun and what happened to it: "Delivery: judged".
std::string headline_of(std::string_view topic);

/// Whether a topic asks something of its reader, so that it says what happens if they do nothing.
bool asks_something(std::string_view topic);

}  // namespace gg::post
