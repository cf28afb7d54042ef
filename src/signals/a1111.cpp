#include "signals/a1111.h"

#include "base/text.h"

#include <algorithm>

namespace gg::signals {
namespace {

constexpr std::size_t settings_max = 200;

/// Bytes of the quoted value at the start of `text`, with both quotes.
std::size_t quoted_bytes(std::string_view text) {
  for (std::size_t index = 1; index < text.size(); ++index) {
    if (text[index] == '\\') {
      ++index;
    } else if (text[index] == '"') {
      return index + 1;
    }
  }
  return text.size();
}

/// Bytes up to the comma that ends a value, past those in quotes, braces and brackets.
std::size_t value_bytes(std::string_view text) {
  int depth = 0;
  for (std::size_t index = 0; index < text.size();) {
    const char c = text[index];
    if (c == '"' && (index == 0 || depth > 0)) {
      index += quoted_bytes(text.substr(index));
      continue;
    }
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && depth > 0) --depth;
    if (c == ',' && depth == 0) return index;
    ++index;
  }
  return text.size();
}

std::string unquoted(std::string_view value) {
  if (value.size() < 2 || !value.starts_with('"') || !value.ends_with('"'))
    return std::string(value);
  value = value.substr(1, value.size() - 2);
  std::string out;
  for (std::size_t index = 0; index < value.size(); ++index) {
    if (value[index] == '\\' && index + 1 < value.size()) ++index;
    out += value[index];
  }
  return out;
}

/// Where the last line that begins with "Steps: " begins, or npos.
std::size_t find_settings(std::string_view text) {
  constexpr std::string_view word = "Steps: ";
  auto index = text.rfind(word);
  while (index != std::string_view::npos && index != 0 && text[index - 1] != '\n')
    index = text.rfind(word, index - 1);
  return index;
}

}  // namespace

std::string_view A1111Text::setting(std::string_view name) const {
  const auto found = std::ranges::find_if(
      settings, [name](const auto& setting) { return equals_ignoring_case(setting.first, name); });
  return found == settings.end() ? std::string_view{} : found->second;
}

std::vector<std::pair<std::string, std::string>> parse_a1111_settings(std::string_view line) {
  std::vector<std::pair<std::string, std::string>> settings;
  while (!line.empty() && settings.size() < settings_max) {
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) break;
    const auto name = trimmed(line.substr(0, colon));
    line.remove_prefix(colon + 1);
    while (line.starts_with(' ')) line.remove_prefix(1);
    const auto size = value_bytes(line);
    settings.emplace_back(name, unquoted(trimmed(line.substr(0, size))));
    line.remove_prefix(std::min(size + 1, line.size()));
  }
  return settings;
}

std::optional<A1111Text> parse_a1111(std::string_view text) {
  constexpr std::string_view negative_word = "Negative prompt:";
  const auto first = find_settings(text);
  if (first == std::string_view::npos) return std::nullopt;
  A1111Text read;
  read.settings = parse_a1111_settings(text.substr(first, text.find('\n', first) - first));
  const bool names_more = !read.setting("Sampler").empty() || !read.setting("Seed").empty() ||
                          !read.setting("Model").empty();
  if (!names_more) return std::nullopt;
  auto head = text.substr(0, first);
  if (const auto cut = head.find(negative_word); cut != std::string_view::npos) {
    read.negative = trimmed(head.substr(cut + negative_word.size()));
    head = head.substr(0, cut);
  }
  read.prompt = trimmed(head);
  return read;
}

}  // namespace gg::signals
