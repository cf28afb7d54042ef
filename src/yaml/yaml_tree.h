#pragma once

#include "yaml/problem.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gg {

struct YamlMember;

/// A value of a YAML file with its place. Scalars stay text: what `NO` or `2026-11-01` means is for
/// those who know which key it stands under. *value*
struct YamlNode {
  enum class Kind : std::uint8_t { Empty, Scalar, List, Map };

  Kind kind = Kind::Empty;
  std::size_t line = 0;             ///< From 1.
  std::size_t column = 0;           ///< From 1.
  std::string text;                 ///< Of a scalar.
  std::vector<YamlNode> items;      ///< Of a list.
  std::vector<YamlMember> members;  ///< Of a map, in order.

  /// The member `key`, or nothing.
  [[nodiscard]] const YamlNode* find(std::string_view key) const;
};

/// A key of a map and its value.
struct YamlMember {
  std::string key;
  YamlNode value;
};

/// Limits of one untrusted YAML text.
struct YamlLimits {
  std::size_t text_bytes_max = 4U << 20;
  std::size_t depth_max = 16;
  std::size_t nodes_max = 500'000;
};

/// Parses one YAML (or JSON) document. Everything that is refused is added to `problems`: what is
/// not YAML, more than one document, anchors, aliases and tags (nothing in these files needs them,
/// and they are how a small file becomes a big one), keys that stand twice, text that is not UTF-8,
/// and what is over a limit. Nothing when there was any. Never throws.
std::optional<YamlNode> parse_yaml(std::string_view text, Problems& problems,
                                   const YamlLimits& limits = {});

}  // namespace gg
