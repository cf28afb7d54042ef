#include "base/text.h"
#include "signals/comfy_facts.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <string>
#include <string_view>

namespace gg::signals {
namespace {

constexpr std::int64_t mode_muted = 2;
constexpr std::int64_t mode_bypassed = 4;

/// The widgets of a node type in the editor's order; "" for one that is not an input
/// ("control after generate").
struct WidgetOrder {
  std::string_view type;
  std::array<std::string_view, 10> names;
};
constexpr std::array widget_orders = {
    WidgetOrder{"KSampler", {"seed", "", "steps", "cfg", "sampler_name", "scheduler", "denoise"}},
    WidgetOrder{"KSamplerAdvanced",
                {"add_noise", "noise_seed", "", "steps", "cfg", "sampler_name", "scheduler",
                 "start_at_step", "end_at_step"}},
    WidgetOrder{"SamplerCustom", {"add_noise", "noise_seed", "", "cfg"}},
    WidgetOrder{"RandomNoise", {"noise_seed"}},
    WidgetOrder{"BasicScheduler", {"scheduler", "steps", "denoise"}},
    WidgetOrder{"KSamplerSelect", {"sampler_name"}},
    WidgetOrder{"CFGGuider", {"cfg"}},
    WidgetOrder{"FluxGuidance", {"guidance"}},
    WidgetOrder{"CLIPTextEncode", {"text"}},
    WidgetOrder{"CheckpointLoaderSimple", {"ckpt_name"}},
    WidgetOrder{"CheckpointLoader", {"config_name", "ckpt_name"}},
    WidgetOrder{"ImageOnlyCheckpointLoader", {"ckpt_name"}},
    WidgetOrder{"UNETLoader", {"unet_name"}},
    WidgetOrder{"UnetLoaderGGUF", {"unet_name"}},
    WidgetOrder{"VAELoader", {"vae_name"}},
    WidgetOrder{"CLIPLoader", {"clip_name"}},
    WidgetOrder{"DualCLIPLoader", {"clip_name1", "clip_name2"}},
    WidgetOrder{"LoraLoader", {"lora_name"}},
    WidgetOrder{"LoraLoaderModelOnly", {"lora_name"}},
    WidgetOrder{"ControlNetLoader", {"control_net_name"}},
    WidgetOrder{"UpscaleModelLoader", {"model_name"}},
    WidgetOrder{"LoadImage", {"image"}},
    WidgetOrder{"LoadVideo", {"file"}},
};

const WidgetOrder* find_order(std::string_view type) {
  const auto* const found = std::ranges::find(widget_orders, type, &WidgetOrder::type);
  return found == widget_orders.end() ? nullptr : found;
}

/// Values in an object have their names; values in an array have those of their type, or a number.
void add_widgets(const Json& node, std::string_view type, Json& inputs) {
  const auto* values = find_member(node, "widgets_values");
  if (values == nullptr) return;
  if (values->is_object()) {
    for (auto member = values->begin(); member != values->end(); ++member)
      if (member->is_primitive()) inputs[member.key()] = *member;
    return;
  }
  if (!values->is_array()) return;
  const auto* order = find_order(type);
  const bool has_text = contains_ignoring_case(type, "TextEncode");
  for (std::size_t index = 0; index < values->size(); ++index) {
    auto name = "widget_" + std::to_string(index);
    if (order != nullptr && index < order->names.size())
      name = order->names.at(index);
    else if (has_text && index == 0)
      name = "text";
    if (!name.empty()) inputs[name] = values->at(index);
  }
}

/// Source nodes by link id, for links kept as arrays (link, node, slot, …) or as objects.
std::map<std::string, std::string> read_links(const Json& graph, const std::string& prefix) {
  std::map<std::string, std::string> sources;
  const auto* links = find_member(graph, "links");
  if (links == nullptr || !links->is_array()) return sources;
  for (const auto& link : *links) {
    if (link.is_array() && link.size() >= 3) {
      sources.emplace(scalar_text(link.at(0)), prefix + scalar_text(link.at(1)));
    } else if (link.is_object()) {
      const auto* id = find_member(link, "id");
      const auto* origin = find_member(link, "origin_id");
      if (id != nullptr && origin != nullptr)
        sources.emplace(scalar_text(*id), prefix + scalar_text(*origin));
    }
  }
  return sources;
}

bool is_off(const Json& node) {
  const auto* mode = find_member(node, "mode");
  if (mode == nullptr || !mode->is_number_integer()) return false;
  const auto value = mode->get<std::int64_t>();
  return value == mode_muted || value == mode_bypassed;
}

Json read_node(const Json& node, const std::map<std::string, std::string>& sources) {
  const auto type = text_member(node, "type");
  Json inputs = Json::object();
  add_widgets(node, type, inputs);
  if (const auto* slots = find_member(node, "inputs"); slots != nullptr && slots->is_array())
    for (const auto& slot : *slots) {
      const auto* link = find_member(slot, "link");
      const auto name = text_member(slot, "name");
      if (link == nullptr || !link->is_number_integer() || name.empty()) continue;
      if (const auto source = sources.find(scalar_text(*link)); source != sources.end())
        inputs[std::string(name)] = Json::array({source->second, 0});
    }
  // Assigned one by one: a braced list of pairs would be taken for an array.
  Json made = Json::object();
  made["class_type"] = type;
  made["inputs"] = std::move(inputs);
  return made;
}

/// Adds the nodes of one graph. Returns their ids.
std::vector<std::string> add_nodes(const Json& graph, const std::string& prefix, Json& prompt) {
  std::vector<std::string> ids;
  const auto* nodes = find_member(graph, "nodes");
  if (nodes == nullptr || !nodes->is_array()) return ids;
  const auto sources = read_links(graph, prefix);
  for (const auto& node : *nodes) {
    const auto* id = find_member(node, "id");
    if (id == nullptr || text_member(node, "type").empty() || is_off(node)) continue;
    auto name = prefix + scalar_text(*id);
    // push_back keeps the order of the file without a search for each; ids are unique enough.
    prompt.push_back({name, read_node(node, sources)});
    ids.push_back(std::move(name));
  }
  return ids;
}

/// A node whose type is the id of a subgraph stands for all nodes of it.
void join_subgraph(std::string_view subgraph, const std::vector<std::string>& ids, Json& prompt) {
  for (auto& node : prompt) {
    if (text_member(node, "class_type") != subgraph) continue;
    for (const auto& id : ids) node["inputs"]["inner " + id] = Json::array({id, 0});
  }
}

}  // namespace

Json to_comfy_prompt(const Json& workflow) {
  if (find_member(workflow, "nodes") == nullptr) return nullptr;
  Json prompt = Json::object();
  add_nodes(workflow, "", prompt);
  const auto* definitions = find_member(workflow, "definitions");
  const auto* subgraphs = definitions == nullptr ? nullptr : find_member(*definitions, "subgraphs");
  if (subgraphs != nullptr && subgraphs->is_array())
    for (const auto& subgraph : *subgraphs) {
      const auto id = text_member(subgraph, "id");
      if (id.empty()) continue;
      join_subgraph(id, add_nodes(subgraph, std::string(id) + ":", prompt), prompt);
    }
  return prompt;
}

}  // namespace gg::signals
