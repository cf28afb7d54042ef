#pragma once

#include "json/json.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gg::signals {

/// A ComfyUI graph in its API form: `{"3": {"class_type": "KSampler", "inputs": {"seed": 1,
/// "model": ["4", 0]}}}`. An input is a value, or a link to an output of another node.
/// Views into the JSON, which must outlive it. Cycles are harmless: no walk visits a node twice.
class ComfyGraph {
 public:
  using Index = std::size_t;

  struct Node {
    std::string_view id;
    std::string_view type;         ///< `class_type`
    const Json* inputs = nullptr;  ///< An object; null when the node has none.
  };

  /// Nothing when no member of `prompt` is a node.
  static std::optional<ComfyGraph> make(const Json& prompt);

  [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }

  /// The input `name` of a node, or null.
  [[nodiscard]] const Json* input(Index node, std::string_view name) const;

  /// The node that `value` links to, or nothing when it is no link.
  [[nodiscard]] std::optional<Index> linked(const Json& value) const;

  /// True when `node` may go on through the input `name` of a walk.
  using Follow = std::function<bool(Index node, std::string_view name)>;

  /// `first` and every node behind it, inputs in the order of the file, each node once.
  [[nodiscard]] std::vector<Index> behind(Index first, const Follow& follow) const;

  /// Nodes that save or show something; when there are none, nodes that no other node uses.
  [[nodiscard]] std::vector<Index> outputs() const;

 private:
  std::vector<Node> nodes_;
  std::unordered_map<std::string_view, Index> by_id_;
};

}  // namespace gg::signals
