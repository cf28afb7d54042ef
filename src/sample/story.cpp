#include "sample/story.h"

#include "base/embedded.h"
#include "yaml/yaml_tree.h"

#include <algorithm>
#include <charconv>
#include <span>

namespace gg {
std::span<const Embedded> sample_texts();
}

namespace gg::sample {
namespace {

Json json_of_scalar(const std::string& text) {
  if (text == "true" || text == "false") return text == "true";
  std::int64_t number = 0;
  const auto* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec == std::errc() && read.ptr == end) return number;
  return text;
}

Json json_of_node(const YamlNode& node) {
  if (node.kind == YamlNode::Kind::Scalar) return json_of_scalar(node.text);
  if (node.kind == YamlNode::Kind::Empty) return nullptr;
  if (node.kind == YamlNode::Kind::Map) {
    Json map = Json::object();
    for (const auto& member : node.members) map[member.key] = json_of_node(member.value);
    return map;
  }
  Json list = Json::array();
  for (const auto& item : node.items) list.push_back(json_of_node(item));
  return list;
}

/// Says of each item of the part's own lists where it stands.
void add_lines(const YamlNode& root, Json& json) {
  for (const auto& member : root.members)
    for (std::size_t at = 0; at < member.value.items.size(); ++at)
      if (auto& item = json[member.key][at]; item.is_object())
        item["line"] = member.value.items[at].line;
}

}  // namespace

Result<std::string_view> part_text(std::string_view file) {
  const auto texts = sample_texts();
  const auto found = std::ranges::find(texts, file, &Embedded::path);
  if (found != texts.end()) return found->text();
  return fail(Error{ErrorKind::NotFound, std::string(file) + ": no part of the sample production"});
}

Result<Json> read_part(std::string_view file) {
  TRY_LET(const auto text, part_text(file));
  Problems problems(file);
  const auto root = parse_yaml(text, problems);
  if (!root) return fail(Error{ErrorKind::InvalidInput, to_text(problems.take())});
  auto json = json_of_node(*root);
  add_lines(*root, json);
  return json;
}

Result<Json> filled_in(const Json& value, const Meaning& meaning) {
  if (value.is_array() || value.is_object()) {
    auto filled = value;
    for (auto& item : filled) {
      TRY_LET(item, filled_in(item, meaning));
    }
    return filled;
  }
  if (!value.is_string()) return value;
  const auto& text = value.get_ref<const std::string&>();
  std::string out;
  std::size_t at = 0;
  while (true) {
    const auto first = text.find('{', at);
    const auto end = text.find('}', first);
    if (first == std::string::npos || end == std::string::npos) break;
    TRY_LET(auto meant, meaning(std::string_view(text).substr(first + 1, end - first - 1)));
    if (first == 0 && end + 1 == text.size()) return meant;
    out += text.substr(at, first - at) + scalar_text(meant);
    at = end + 1;
  }
  return Json(out + text.substr(at));
}

}  // namespace gg::sample
