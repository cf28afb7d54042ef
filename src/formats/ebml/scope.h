#pragma once

#include "formats/ebml/element.h"
#include "parts/parts.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace gg::ebml {

/// Where a walk stands: the way to the present element. *value*
struct Scope {
  Parts& parts;
  std::string path;
  std::uint32_t depth = 0;

  /// One level deeper.
  [[nodiscard]] Scope enter(std::string_view name) const {
    return {parts, path + "/" + std::string(name), depth + 1};
  }
};

/// Adds a field of carrier MatroskaTag that stands in `element`, when there is a value.
/// Faults: too_many_items, too_large.
Parsed<void> add_field(std::string key, std::string value, const Element& element,
                       const Scope& scope);

/// The payload as UTF-8 text up to its first NUL. Faults: too_large, read_failed.
Parsed<std::string> read_text(const Element& element, const Scope& scope);

/// Calls `visit(element)` for each element of `in`; damage inside one is noted at `scope` and the
/// next is still read. Charges one item an element.
/// Faults: those of next_element, too_deep, too_many_items.
template <class Visit>
Parsed<void> each_element(Reader in, const Scope& scope, Visit visit) {
  if (scope.depth >= scope.parts.budget().depth_max()) return in.error(faults::too_deep);
  while (!in.at_end()) {
    TRY(scope.parts.budget().charge_item(in));
    TRY_LET(const auto element, next_element(in));
    scope.parts.tolerate(scope.path, visit(element));
  }
  return {};
}

}  // namespace gg::ebml
