#include "formats/ebml/scope.h"

#include "base/text.h"

#include <utility>

namespace gg::ebml {

Parsed<void> add_field(std::string key, std::string value, const Element& element,
                       const Scope& scope) {
  if (value.empty()) return {};
  return scope.parts.add({Carrier::MatroskaTag,
                          std::move(key),
                          std::move(value),
                          {scope.path, element.offset, element.size_bytes}},
                         element.payload);
}

Parsed<std::string> read_text(const Element& element, const Scope& scope) {
  auto in = element.payload;
  if (in.remaining() > scope.parts.budget().kept_bytes_left()) return in.error(faults::too_large);
  TRY_LET(const auto text, in.text(in.remaining()));
  return to_utf8(std::string_view(text).substr(0, text.find('\0')));
}

}  // namespace gg::ebml
