#include "signals/comfy_graph.h"

#include "base/text.h"

#include <algorithm>

namespace gg::signals {
namespace {

constexpr std::size_t nodes_max = 5000;

bool is_output_type(std::string_view type) {
  return starts_with_ignoring_case(type, "Save") || starts_with_ignoring_case(type, "Preview") ||
         contains_ignoring_case(type, "VideoCombine") ||
         contains_ignoring_case(type, "SaveImage") || contains_ignoring_case(type, "Image Save") ||
         contains_ignoring_case(type, "SaveVideo");
}

}  // namespace

std::optional<ComfyGraph> ComfyGraph::make(const Json& prompt) {
  if (!prompt.is_object()) return std::nullopt;
  ComfyGraph graph;
  for (auto member = prompt.begin(); member != prompt.end(); ++member) {
    const auto type = text_member(member.value(), "class_type");
    if (type.empty() || graph.nodes_.size() >= nodes_max) continue;
    const auto* inputs = find_member(member.value(), "inputs");
    if (inputs != nullptr && !inputs->is_object()) inputs = nullptr;
    graph.by_id_.emplace(member.key(), graph.nodes_.size());
    graph.nodes_.push_back({member.key(), type, inputs});
  }
  if (graph.nodes_.empty()) return std::nullopt;
  return graph;
}

const Json* ComfyGraph::input(Index node, std::string_view name) const {
  const auto* inputs = nodes_[node].inputs;
  return inputs == nullptr ? nullptr : find_member(*inputs, name);
}

std::optional<ComfyGraph::Index> ComfyGraph::linked(const Json& value) const {
  if (!value.is_array() || value.size() != 2 || !value.at(1).is_number_integer())
    return std::nullopt;
  const auto& id = value.at(0);
  if (!id.is_string() && !id.is_number_integer()) return std::nullopt;
  const auto found = by_id_.find(scalar_text(id));
  if (found == by_id_.end()) return std::nullopt;
  return found->second;
}

std::vector<ComfyGraph::Index> ComfyGraph::behind(Index first, const Follow& follow) const {
  std::vector<bool> seen(nodes_.size());
  std::vector<Index> order;
  std::vector<Index> open = {first};
  while (!open.empty()) {
    const auto node = open.back();
    open.pop_back();
    if (seen[node]) continue;
    seen[node] = true;
    order.push_back(node);
    if (nodes_[node].inputs == nullptr) continue;
    std::vector<Index> next;
    for (auto member = nodes_[node].inputs->begin(); member != nodes_[node].inputs->end(); ++member)
      if (const auto target = linked(member.value());
          target && !seen[*target] && follow(node, member.key()))
        next.push_back(*target);
    open.insert(open.end(), next.rbegin(), next.rend());
  }
  return order;
}

std::vector<ComfyGraph::Index> ComfyGraph::outputs() const {
  std::vector<Index> saving;
  std::vector<bool> used(nodes_.size());
  for (Index node = 0; node < nodes_.size(); ++node) {
    if (is_output_type(nodes_[node].type)) saving.push_back(node);
    if (nodes_[node].inputs == nullptr) continue;
    for (const auto& value : *nodes_[node].inputs)
      if (const auto target = linked(value); target && *target != node) used[*target] = true;
  }
  if (!saving.empty()) return saving;
  std::vector<Index> unused;
  for (Index node = 0; node < nodes_.size(); ++node)
    if (!used[node]) unused.push_back(node);
  return unused;
}

}  // namespace gg::signals
