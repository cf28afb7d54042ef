#include "title_file/read_nouns.h"

#include <algorithm>
#include <set>

namespace gg::title_file {
namespace {

using Ids = std::vector<std::string_view>;

/// The node of entry `index` of the list `list`; the root when there is none.
const YamlNode& entry(const YamlNode& root, std::string_view list, std::size_t index) {
  const auto* items = root.find(list);
  return items != nullptr && index < items->items.size() ? items->items[index] : root;
}

const YamlNode& value_at(const YamlNode& map, std::string_view key) {
  const auto* value = map.find(key);
  return value == nullptr ? map : *value;
}

class References {
 public:
  References(const YamlNode& root, Problems& problems) : root_(root), problems_(problems) {}

  /// Collects the ids of a list and tells of those that stand twice.
  template <class T>
  Ids ids(std::string_view list, const std::vector<T>& nouns) {
    Ids out;
    std::set<std::string_view> seen;
    for (std::size_t index = 0; index < nouns.size(); ++index) {
      const std::string_view id = nouns[index].id;
      if (id.empty()) continue;
      if (seen.insert(id).second) {
        out.push_back(id);
        continue;
      }
      tell(list, index, "id",
           "the id " + in_quotes(id) + " is taken; ids in " + std::string(list) + " must differ");
    }
    return out;
  }

  /// Tells when `name`, under `key` of entry `index`, names none of `known`.
  void check(std::string_view list, std::size_t index, std::string_view key, std::string_view name,
             std::string_view known_list, const Ids& known) {
    if (name.empty() || std::ranges::find(known, name) != known.end()) return;
    const auto meant = nearest(name, known);
    std::string text = "there is no " + in_quotes(name) + " in " + std::string(known_list) + "; ";
    text += meant.empty() ? "declare it there or correct the id"
                          : "did you mean " + in_quotes(meant) + "?";
    tell(list, index, key, std::move(text));
  }

 private:
  void tell(std::string_view list, std::size_t index, std::string_view key, std::string text) {
    const auto& at = value_at(entry(root_, list, index), key);
    problems_.add(at.line, at.column,
                  std::string(list) + "[" + std::to_string(index) + "]." + std::string(key),
                  std::move(text));
  }

  const YamlNode& root_;
  Problems& problems_;
};

}  // namespace

void check_references(const YamlNode& root, const TitleFile& file, Problems& problems) {
  References references(root, problems);
  const auto tools = references.ids("tools", file.tools);
  const auto uses = references.ids("uses", file.uses);
  const auto consents = references.ids("consents", file.consents);
  const auto licences = references.ids("licences", file.licences);
  references.ids("approvals", file.approvals);
  for (std::size_t at = 0; at < file.uses.size(); ++at) {
    for (const auto& id : file.uses[at].tools)
      references.check("uses", at, "tools", id, "tools", tools);
    for (const auto& id : file.uses[at].consents)
      references.check("uses", at, "consents", id, "consents", consents);
    for (const auto& id : file.uses[at].licences)
      references.check("uses", at, "licences", id, "licences", licences);
  }
  for (std::size_t at = 0; at < file.approvals.size(); ++at)
    references.check("approvals", at, "use", file.approvals[at].use, "uses", uses);
  for (std::size_t at = 0; at < file.consents.size(); ++at)
    for (const auto& id : file.consents[at].uses)
      references.check("consents", at, "uses", id, "uses", uses);
  for (std::size_t at = 0; at < file.assets.size(); ++at)
    references.check("assets", at, "use", file.assets[at].use, "uses", uses);
  for (std::size_t at = 0; at < file.duties.size(); ++at)
    references.check("duties", at, "use", file.duties[at].use, "uses", uses);
  for (std::size_t at = 0; at < file.disclosures.size(); ++at)
    references.check("disclosures", at, "use", file.disclosures[at].use, "uses", uses);
}

}  // namespace gg::title_file
