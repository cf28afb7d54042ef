#include "http/entity_tag.h"

#include "http/token.h"

#include <algorithm>
#include <optional>

namespace gg::http {
namespace {

constexpr std::size_t tags_max = 64;

std::optional<EntityTag> parse_tag(std::string_view text) {
  EntityTag tag{.opaque = {}, .is_weak = text.starts_with("W/")};
  if (tag.is_weak) text.remove_prefix(2);
  if (text.size() < 2 || !text.starts_with('"') || !text.ends_with('"')) return std::nullopt;
  text = text.substr(1, text.size() - 2);
  if (text.find('"') != std::string_view::npos) return std::nullopt;
  for (const auto mark : {compressed_mark, brotli_mark})
    if (text.ends_with(mark)) text.remove_suffix(mark.size());
  tag.opaque = text;
  return tag;
}

}  // namespace

bool EntityTags::has_weakly(std::string_view opaque) const {
  return is_any ||
         std::ranges::any_of(tags, [opaque](const EntityTag& tag) { return tag.opaque == opaque; });
}

bool EntityTags::has_strongly(std::string_view opaque) const {
  return is_any || std::ranges::any_of(tags, [opaque](const EntityTag& tag) {
           return !tag.is_weak && tag.opaque == opaque;
         });
}

EntityTags parse_entity_tags(std::string_view text) {
  EntityTags list;
  if (without_ows(text) == "*") return {.tags = {}, .is_any = true};
  while (!text.empty() && list.tags.size() < tags_max)
    if (auto tag = parse_tag(take_member(text))) list.tags.push_back(*std::move(tag));
  return list;
}

std::string to_text(const EntityTag& tag) {
  return (tag.is_weak ? "W/\"" : "\"") + tag.opaque + '"';
}

}  // namespace gg::http
