#include "clearance/scrub.h"

#include "clearance/doc.h"

#include <algorithm>
#include <array>

namespace gg::clearance {
namespace {

constexpr std::size_t document_bytes_max = 64U << 20;

/// Part of a word: letters and digits, and whatever is not ASCII.
bool is_word(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const auto one = static_cast<unsigned char>(text[at]);
  return one >= 0x80 || (one >= '0' && one <= '9') || (one >= 'A' && one <= 'Z') ||
         (one >= 'a' && one <= 'z');
}

bool stands_alone(std::string_view text, std::size_t at, std::size_t size) {
  return (at == 0 || !is_word(text, at - 1)) && !is_word(text, at + size);
}

std::string replaced(std::string_view text, std::string_view name, std::string_view by) {
  std::string out;
  std::size_t from = 0;
  for (auto at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    if (at < from || !stands_alone(text, at, name.size())) continue;
    out.append(text.substr(from, at - from)).append(by);
    from = at + name.size();
  }
  return out.append(text.substr(from));
}

bool names_person(const Json& object, const std::string& person) {
  return std::ranges::any_of(std::array{"person", "by", "id"}, [&](const char* member) {
    return text_member(object, member) == person;
  });
}

}  // namespace

std::string Scrub::text(std::string_view text) const {
  std::string out(text);
  for (const auto& name : names)
    if (!name.empty()) out = replaced(out, name, pseudonym);
  return out;
}

bool Scrub::document(Json& json) const {
  bool changed = false;
  if (json.is_string()) {
    auto clean = text(json.get_ref<const std::string&>());
    changed = clean != json.get_ref<const std::string&>();
    if (changed) json = std::move(clean);
    return changed;
  }
  if (json.is_object() && json.contains("name") && names_person(json, person) &&
      json["name"] != pseudonym) {
    json["name"] = pseudonym;
    changed = true;
  }
  if (json.is_structured())
    for (auto& item : json) changed = document(item) || changed;
  return changed;
}

std::string Scrub::column(const std::string& stored) const {
  if (!stored.starts_with('{') && !stored.starts_with('[')) return text(stored);
  auto json = parse_json(stored, {.text_bytes_max = document_bytes_max});
  if (!json) return text(stored);
  return document(*json) ? json->dump() : stored;
}

}  // namespace gg::clearance
