#include "parts/parts.h"

#include <algorithm>
#include <utility>

namespace gg {

Parsed<void> Parts::add(Field field, const Reader& at) {
  TRY(budget_.charge_item(at));
  TRY(budget_.charge_bytes(field.key.size() + field.value.size() + field.place.path.size(), at));
  fields.push_back(std::move(field));
  return {};
}

Bytes Parts::keep(std::vector<std::byte> bytes) {
  kept_.push_back(std::move(bytes));
  return kept_.back();
}

const Field* Parts::find(Carrier carrier, std::string_view key) const {
  const auto found = std::ranges::find_if(
      fields, [&](const Field& field) { return field.carrier == carrier && field.key == key; });
  return found == fields.end() ? nullptr : &*found;
}

bool describes_store(Reader superbox_payload) {
  constexpr std::uint32_t type_jumd = 0x6A756D64;
  constexpr std::uint32_t type_c2pa = 0x63327061;
  const auto size = superbox_payload.u32();
  const auto type = superbox_payload.u32();
  const auto content = superbox_payload.u32();
  return size.has_value() && type.has_value() && *type == type_jumd && content.has_value() &&
         *content == type_c2pa;
}

}  // namespace gg
