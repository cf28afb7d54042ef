#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gg::http {

/// An entity tag (RFC 9110 section 8.8.3). *value*
struct EntityTag {
  std::string opaque;  ///< Without its quotes.
  bool is_weak = false;

  friend bool operator==(const EntityTag&, const EntityTag&) = default;
};

/// A list of tags, or "*" for any, as in If-Match and If-None-Match. *value*
struct EntityTags {
  std::vector<EntityTag> tags;
  bool is_any = false;

  /// Equal but for weakness: for If-None-Match.
  [[nodiscard]] bool has_weakly(std::string_view opaque) const;
  /// Equal, and neither weak: for If-Match.
  [[nodiscard]] bool has_strongly(std::string_view opaque) const;
};

/// Reads a field's list; what is no tag is passed over. A tag this server marked for a compressed
/// body counts as the tag it was made from.
EntityTags parse_entity_tags(std::string_view text);

std::string to_text(const EntityTag& tag);

/// The mark behind the tag of a compressed body, so that tags of different bytes differ.
inline constexpr std::string_view compressed_mark = "-gzip";
inline constexpr std::string_view brotli_mark = "-br";

}  // namespace gg::http
