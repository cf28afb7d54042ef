#include "json/json.h"

#include <array>
#include <string>

#ifndef __OPTIMIZE__
template class nlohmann::basic_json<nlohmann::ordered_map>;
#endif

namespace gg {
namespace {

/// Python's json module writes NaN, Infinity and -Infinity where RFC 8259 has no word; outside
/// strings they become null.
std::string without_python_numbers(std::string_view text) {
  constexpr std::array<std::string_view, 3> words = {"-Infinity", "Infinity", "NaN"};
  std::string out;
  out.reserve(text.size());
  bool in_string = false;
  for (std::size_t index = 0; index < text.size();) {
    const char c = text[index];
    if (in_string && c == '\\') {
      out += text.substr(index, 2);
      index += 2;
      continue;
    }
    if (c == '"') in_string = !in_string;
    std::size_t word_size = 0;
    if (!in_string)
      for (const auto word : words)
        if (word_size == 0 && text.substr(index).starts_with(word)) word_size = word.size();
    if (word_size != 0) {
      out += "null";
      index += word_size;
      continue;
    }
    out += c;
    ++index;
  }
  return out;
}

/// True where arrays and objects stand in each other more than `depth_max` deep. Of a text that is
/// no JSON it says nothing that matters.
bool nests_deeper(std::string_view text, int depth_max) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t index = 0; index < text.size(); ++index) {
    const char c = text[index];
    if (c == '"') in_string = !in_string;
    if (in_string) {
      if (c == '\\') ++index;
    } else if (c == '{' || c == '[') {
      if (++depth > depth_max) return true;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return false;
}

std::optional<Json> parse_strict(std::string_view text, int depth_max) {
  // Asked before: the parser's own call for each value costs as much as the parsing.
  if (nests_deeper(text, depth_max)) return std::nullopt;
  auto value = Json::parse(text.begin(), text.end(), nullptr, /*allow_exceptions=*/false);
  if (value.is_discarded()) return std::nullopt;
  return value;
}

}  // namespace

std::optional<Json> parse_json(std::string_view text, const JsonLimits& limits) {
  if (text.size() > limits.text_bytes_max) return std::nullopt;
  if (auto value = parse_strict(text, limits.depth_max)) return value;
  if (text.find("NaN") == std::string_view::npos && text.find("Infinity") == std::string_view::npos)
    return std::nullopt;
  return parse_strict(without_python_numbers(text), limits.depth_max);
}

const Json* find_member(const Json& object, std::string_view key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(std::string(key));
  return found == object.end() ? nullptr : &*found;
}

std::string_view text_member(const Json& object, std::string_view key) {
  const auto* member = find_member(object, key);
  if (member == nullptr || !member->is_string()) return {};
  return member->get_ref<const std::string&>();
}

std::string scalar_text(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number() || value.is_boolean()) return value.dump();
  return {};
}

}  // namespace gg
