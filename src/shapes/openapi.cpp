#include "base/check.h"
#include "base/embedded.h"
#include "shapes/shapes.h"

#include <span>

#include <yaml-cpp/yaml.h>

namespace gg {

std::span<const Embedded> api_files();

namespace {

/// A plain scalar by YAML's core schema (YAML 1.2.2, 10.3.2); a quoted one is text.
Json scalar_of(const YAML::Node& node) {
  const auto& text = node.Scalar();
  if (node.Tag() == "!") return text;
  if (text == "null" || text == "~") return nullptr;
  if (text == "true" || text == "false") return text == "true";
  if (auto number = parse_json(text); number && number->is_number()) return *number;
  return text;
}

Json json_of(const YAML::Node& node) {
  if (node.IsSequence()) {
    Json list = Json::array();
    for (const auto& item : node) list.push_back(json_of(item));
    return list;
  }
  if (node.IsMap()) {
    Json object = Json::object();
    for (const auto& member : node) object[member.first.Scalar()] = json_of(member.second);
    return object;
  }
  return node.IsScalar() ? scalar_of(node) : Json();
}

}  // namespace

const Json& openapi() {
  static const Json description = [] {
    GG_CHECK(!api_files().empty());
    return json_of(YAML::Load(std::string(api_files().front().text())));
  }();
  return description;
}

}  // namespace gg
