#include "clearance/doc.h"

namespace gg::clearance {

std::string text_at(const Json& doc, std::string_view key) {
  return std::string(text_member(doc, key));
}

std::vector<std::string> texts_at(const Json& doc, std::string_view key) {
  std::vector<std::string> texts;
  const auto* list = find_member(doc, key);
  if (list == nullptr || !list->is_array()) return texts;
  for (const auto& item : *list)
    if (item.is_string()) texts.push_back(item.get<std::string>());
  return texts;
}

std::vector<std::string> differing(const Json& before, const Json& after,
                                   const std::vector<std::string>& members) {
  std::vector<std::string> changed;
  const Json none;
  for (const auto& key : members) {
    const auto* old_value = find_member(before, key);
    const auto* new_value = find_member(after, key);
    if ((old_value == nullptr ? none : *old_value) != (new_value == nullptr ? none : *new_value))
      changed.push_back(key);
  }
  return changed;
}

}  // namespace gg::clearance
