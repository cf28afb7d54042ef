#pragma once

#include "formats/bmff/scope.h"

#include <optional>
#include <vector>

namespace gg::bmff {

/// The boxes of one `meta` that hold a list of metadata items. *value*
struct ListBoxes {
  std::optional<Box> keys;
  std::vector<Box> values;  ///< `ilst`
};

/// Reads every `ilst`. An item whose type is an index into `keys` gives a field with carrier
/// QuickTimeKey and the key's name; any other gives QuickTimeText with its four-character type
/// ("\u00A9too"), a freeform one "----:mean:name". A value that is no text is named by its size,
/// numbers are written as people read them. Damage is noted.
/// Source: QuickTime File Format, "Metadata", "Well-known types"; iTunes Package Metadata.
void walk_item_lists(const ListBoxes& boxes, const Scope& scope);

}  // namespace gg::bmff
