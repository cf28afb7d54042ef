#pragma once

#include "formats/bmff/scope.h"

#include <optional>

namespace gg::bmff {

/// The boxes of one `meta` that describe the items of a HEIF picture. *value*
struct ItemBoxes {
  std::optional<Box> entries;     ///< `iinf`
  std::optional<Box> locations;   ///< `iloc`
  std::optional<Box> primary;     ///< `pitm`
  std::optional<Box> properties;  ///< `iprp`
  std::optional<Box> data;        ///< `idat`
};

/// Reads the Exif and XMP items and the size of the primary picture. Damage is noted.
/// Source: ISO/IEC 14496-12:2022 sections 8.11.3, 8.11.6; ISO/IEC 23008-12:2022 annex A.
void walk_items(const ItemBoxes& boxes, const Scope& scope);

}  // namespace gg::bmff
