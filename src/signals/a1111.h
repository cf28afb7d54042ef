#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gg::signals {

/// The text that AUTOMATIC1111's web UI and its relatives write: the prompt, "Negative prompt:",
/// and a last line "Steps: 20, Sampler: Euler a, …". *value*
struct A1111Text {
  std::string prompt;
  std::string negative;
  std::vector<std::pair<std::string, std::string>> settings;  ///< In the order of the text.

  /// The value of the first setting with this name, or empty.
  [[nodiscard]] std::string_view setting(std::string_view name) const;
};

/// Reads such a text; nothing when it has no line of settings that names steps and a sampler, a
/// seed or a model. Never fails.
std::optional<A1111Text> parse_a1111(std::string_view text);

/// The settings of one line: names and values divided by commas; a value may be a JSON string or
/// stand in braces or brackets, with commas inside.
std::vector<std::pair<std::string, std::string>> parse_a1111_settings(std::string_view line);

}  // namespace gg::signals
