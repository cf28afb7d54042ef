#include "formats/bmff/scope.h"

#include <utility>

namespace gg::bmff {

Parsed<void> add_field(Carrier carrier, std::string key, std::string value, const Box& box,
                       const Scope& scope) {
  return scope.parts.add(
      {carrier, std::move(key), std::move(value), {scope.path, box.offset, box.size_bytes}},
      box.payload);
}

Parsed<void> add_fact(std::string key, std::string value, const Box& box, const Scope& scope) {
  if (value.empty()) return {};
  return add_field(Carrier::BmffBox, std::move(key), std::move(value), box, scope);
}

bool at_terminator(Reader in) {
  if (in.remaining() != 4) return false;
  const auto word = in.u32();
  return word.has_value() && *word == 0;
}

bool at_version_zero(Reader in) {
  const auto word = in.u32();
  return word.has_value() && *word == 0;
}

}  // namespace gg::bmff
