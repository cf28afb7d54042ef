#include "signals/reading.h"

#include "base/text.h"

namespace gg::signals {
namespace {

constexpr std::size_t word_before_json_bytes_max = 32;
constexpr std::size_t inner_fields_max = 64;

/// The part of `value` that may be a JSON object.
std::string_view object_text(std::string_view value) {
  const auto text = trimmed(value);
  const auto first = text.find('{');
  if (first == std::string_view::npos || first > word_before_json_bytes_max) return {};
  return text.substr(first);
}

bool is_comment_key(std::string_view key) {
  return contains_ignoring_case(key, "comment") || contains_ignoring_case(key, "cmt");
}

std::string text_of(const Json& value) {
  return value.is_string() ? value.get<std::string>()
                           : value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

Reading::Reading(const Parts& parts) {
  fields_.reserve(parts.fields.size());
  for (const auto& field : parts.fields) fields_.push_back(&field);
  for (const auto& field : parts.fields) unfold(field);
  for (const auto& field : inner_) fields_.push_back(&field);
}

/// Two things stand inside a field: what a hidden payload holds, which is the text that the same
/// tool writes into PNG text chunks, and the comment of a video that holds `prompt` and `workflow`.
void Reading::unfold(const Field& field) {
  if (field.carrier == Carrier::PngStealth) {
    const auto* payload = object(field);
    if (payload == nullptr || object_text(field.value).size() != trimmed(field.value).size()) {
      add_inner(field, Carrier::PngText, "parameters", field.value);
      return;
    }
    for (const auto& [key, value] : payload->items())
      add_inner(field, Carrier::PngText, key, text_of(value));
    return;
  }
  const bool is_comment = field.carrier == Carrier::Comment || is_comment_key(field.key);
  if (!is_comment || field.value.find("\"prompt\"") == std::string::npos) return;
  const auto* comment = object(field);
  if (comment == nullptr) return;
  for (const std::string_view key : {"prompt", "workflow"})
    if (const auto* inner = find_member(*comment, key);
        inner != nullptr && text_of(*inner).find('{') != std::string::npos)
      add_inner(field, field.carrier, key, text_of(*inner));
}

void Reading::add_inner(const Field& outer, Carrier carrier, std::string_view key,
                        std::string value) {
  if (inner_.size() >= inner_fields_max) return;
  auto place = outer.place;
  place.path += "[" + std::string(key) + "]";
  inner_.push_back({carrier, std::string(key), std::move(value), std::move(place)});
}

const Field* Reading::find(Carrier carrier, std::string_view key, const Field* near) const {
  const Field* first = nullptr;
  for (const auto* field : fields_) {
    if (field->carrier != carrier || !equals_ignoring_case(field->key, key)) continue;
    if (near == nullptr || field->place.offset == near->place.offset) return field;
    if (first == nullptr) first = field;
  }
  return first;
}

std::string_view Reading::text(Carrier carrier, std::string_view key, const Field* near) const {
  const auto* field = find(carrier, key, near);
  return field == nullptr ? std::string_view{} : trimmed(field->value);
}

const Json* Reading::object(const Field& field) {
  const auto [entry, is_new] = objects_.try_emplace(&field);
  if (is_new) {
    const auto text = object_text(field.value);
    if (!text.empty()) entry->second = parse_json(text);
    if (entry->second && !entry->second->is_object()) entry->second.reset();
  }
  return entry->second ? &*entry->second : nullptr;
}

}  // namespace gg::signals
