#include "credentials/assertion.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace gg::credentials {
namespace {

using namespace std::string_view_literals;
using cbor::Type;
using cbor::Value;

/// Assertions whose short members are listed as they stand.
constexpr std::array statement_labels{"c2pa.ai_generated_content"sv,
                                      "c2pa.creation-tool"sv,
                                      "c2pa.content-origin"sv,
                                      "c2pa.ai-disclosure"sv,
                                      "c2pa.training-mining"sv,
                                      "cawg.training-mining"sv,
                                      "c2pa.metadata"sv,
                                      "cawg.metadata"sv,
                                      "stds.iptc"sv,
                                      "stds.iptc.photo-metadata"sv,
                                      "stds.schema-org.CreativeWork"sv};
constexpr std::size_t members_max = 256;
/// Of a path through a statement, and of what an action repeats: the name of its tool.
constexpr std::size_t repeated_bytes_max = 512;

/// The parameters of an action that only refer to something else.
constexpr std::array reference_parameters{"ingredient"sv, "ingredients"sv, "instanceId"sv};

bool is_source_type_key(std::string_view key) {
  const auto colon = key.rfind(':');
  if (colon != std::string_view::npos) key.remove_prefix(colon + 1);
  return equals_ignoring_case(key, "digitalSourceType");
}

/// The source type of an action, ingredient or assertion, whatever prefix its key has.
std::string source_type_of(const Value& map) {
  for (std::size_t index = 0; index + 1 < map.items.size(); index += 2) {
    const auto& key = map.items[index];
    if (key.type == Type::TextString && is_source_type_key(key.text))
      return cbor::to_plain_text(map.items[index + 1]);
  }
  return {};
}

/// Source types anywhere in a tree, which is as deep as the reader allowed.
void collect_source_types(const Value& value, const Place& where, ManifestSummary& summary) {
  for (std::size_t index = 0; index < value.items.size(); ++index) {
    const auto& item = value.items[index];
    const bool is_member = value.type == Type::Map && index % 2 == 1;
    const auto* key = is_member ? &value.items[index - 1] : nullptr;
    if (key != nullptr && key->type == Type::TextString && is_source_type_key(key->text)) {
      const auto add = [&](const Value& stated) {
        auto text = cbor::to_plain_text(stated);
        if (!text.empty()) summary.source_types.push_back({std::move(text), where});
      };
      add(item);
      for (const auto& one : item.untagged().items) add(one);
    }
    collect_source_types(item, where, summary);
  }
}

/// Without a part of a character at its end.
std::string shortened(std::string_view text) {
  if (text.size() <= repeated_bytes_max) return std::string(text);
  auto end = repeated_bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end));
}

Software to_software(const Value& agent) {
  const auto& plain = agent.untagged();
  if (plain.type == Type::TextString) return {shortened(plain.text), {}};
  return {shortened(plain.text_at("name")), shortened(plain.text_at("version"))};
}

Software agent_of(const Value& action, const Value& assertion) {
  if (const auto* agent = action.find("softwareAgent")) return to_software(*agent);
  const auto* index = action.find("softwareAgentIndex");
  if (index == nullptr || index->type != Type::Unsigned) return {};
  const auto& agents = assertion.array_at("softwareAgents");
  return index->number < agents.size() ? to_software(agents[index->number]) : Software{};
}

void add_parameters(const Value& parameters, Action& action) {
  if (parameters.type != Type::Map) return;
  for (std::size_t index = 0; index + 1 < parameters.items.size(); index += 2) {
    auto key = cbor::to_plain_text(parameters.items[index]);
    auto text = cbor::to_plain_text(parameters.items[index + 1]);
    if (text.empty() || std::ranges::find(reference_parameters, key) != reference_parameters.end())
      continue;
    if (key == "description" && action.description.empty()) action.description = text;
    action.parameters.emplace_back(std::move(key), std::move(text));
  }
}

void add_actions(const Value& content, const Place& where, ManifestSummary& summary) {
  for (const auto& item : content.array_at("actions")) {
    const auto& stated = item.untagged();
    Action action;
    action.action = stated.text_at("action");
    action.when = stated.text_at("when");
    action.software_agent = agent_of(stated, content);
    action.digital_source_type = source_type_of(stated);
    action.description = stated.text_at("description");
    if (const auto* parameters = stated.find("parameters"))
      add_parameters(parameters->untagged(), action);
    if (const auto changed = stated.text_at("changed"); !changed.empty())
      action.parameters.emplace_back("changed", changed);
    if (const auto& changes = stated.array_at("changes"); !changes.empty())
      action.parameters.emplace_back("changes", std::to_string(changes.size()) + " regions");
    action.where = where;
    summary.actions.push_back(std::move(action));
  }
}

void add_ingredient(const Value& content, const Place& where, ManifestSummary& summary) {
  Ingredient ingredient;
  ingredient.title = content.text_at("dc:title");
  ingredient.format = content.text_at("dc:format");
  ingredient.relationship = content.text_at("relationship");
  ingredient.digital_source_type = source_type_of(content);
  ingredient.has_manifest =
      content.find("c2pa_manifest") != nullptr || content.find("activeManifest") != nullptr;
  ingredient.where = where;
  summary.ingredients.push_back(std::move(ingredient));
}

/// The members of a tree that have a short text, with their way through it.
void flatten(const Value& value, const std::string& path, Statement& statement) {
  if (statement.members.size() >= members_max || path.size() > repeated_bytes_max) return;
  const auto& plain = value.untagged();
  if (plain.type == Type::Map) {
    for (std::size_t index = 0; index + 1 < plain.items.size(); index += 2) {
      const auto key = cbor::to_plain_text(plain.items[index]);
      flatten(plain.items[index + 1], path.empty() ? key : path + "." + key, statement);
    }
  } else if (plain.type == Type::Array) {
    for (std::size_t index = 0; index < plain.items.size(); ++index)
      flatten(plain.items[index], path + "[" + std::to_string(index) + "]", statement);
  } else if (auto text = cbor::to_plain_text(plain); !text.empty()) {
    statement.members.emplace_back(path, std::move(text));
  }
}

bool is_kind(std::string_view label, std::string_view kind) {
  return label == kind || (label.starts_with(kind) && label.substr(kind.size()).starts_with(".v"));
}

}  // namespace

std::string_view base_label(std::string_view label) {
  const auto mark = label.rfind("__");
  if (mark == std::string_view::npos || mark + 2 == label.size()) return label;
  const auto number = label.substr(mark + 2);
  const bool digits = std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; });
  return digits ? label.substr(0, mark) : label;
}

void add_assertion(std::string_view label, const Value& content, const Place& where,
                   ManifestSummary& summary) {
  const auto kind = base_label(label);
  const auto& plain = content.untagged();
  if (is_kind(kind, "c2pa.actions")) add_actions(plain, where, summary);
  if (is_kind(kind, "c2pa.ingredient")) add_ingredient(plain, where, summary);
  if (kind == "c2pa.soft-binding")
    if (const auto algorithm = plain.text_at("alg"); !algorithm.empty())
      summary.soft_bindings.emplace_back(algorithm);
  if (std::ranges::find(statement_labels, kind) != statement_labels.end()) {
    Statement statement{std::string(kind), {}, where};
    flatten(plain, {}, statement);
    summary.statements.push_back(std::move(statement));
  }
  collect_source_types(plain, where, summary);
}

}  // namespace gg::credentials
