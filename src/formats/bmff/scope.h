#pragma once

#include "formats/bmff/box.h"
#include "parts/parts.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace gg::bmff {

/// Where a walk stands: the way to the present box, and what every family of boxes needs.
struct Scope {
  Parts& parts;
  Reader file;  ///< The whole file: `iloc`, `stco` and `co64` point into it.
  std::string path;
  std::uint32_t depth = 0;

  /// One level deeper.
  [[nodiscard]] Scope enter(std::string_view name) const {
    return {parts, file, path + "/" + std::string(name), depth + 1};
  }
};

/// Adds a field that stands in `box`. Faults: too_many_items, too_large.
Parsed<void> add_field(Carrier carrier, std::string key, std::string value, const Box& box,
                       const Scope& scope);

/// Adds a field of carrier `BmffBox`, when there is a value.
Parsed<void> add_fact(std::string key, std::string value, const Box& box, const Scope& scope);

/// True at the four zero bytes with which QuickTime ends a list of atoms.
bool at_terminator(Reader in);

/// True when the next four bytes are the version and flags of a FullBox, all zero.
bool at_version_zero(Reader in);

/// Calls `visit(box, scope_of_the_box)` for each box of `in`. Damage inside one box is noted and
/// the next is still read; damage of a header ends the list. Charges one item a box.
/// Faults: those of next_box, too_deep, too_many_items.
template <class Visit>
Parsed<void> each_box(Reader in, const Scope& scope, Visit visit) {
  if (scope.depth >= scope.parts.budget().depth_max()) return in.error(faults::too_deep);
  while (!in.at_end() && !at_terminator(in)) {
    TRY(scope.parts.budget().charge_item(in));
    TRY_LET(const auto box, next_box(in, Level::Nested));
    const auto inner = scope.enter(to_text(box.type));
    scope.parts.tolerate(inner.path, visit(box, inner));
  }
  return {};
}

}  // namespace gg::bmff
