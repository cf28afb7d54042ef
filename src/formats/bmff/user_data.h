#pragma once

#include "formats/bmff/scope.h"

namespace gg::bmff {

/// Reads the children of `udta` (of a movie or a track): QuickTime international text (\u00A9xxx),
/// 3GPP text boxes, `name`, `XMP_`, a nested `meta`, uuid boxes, and every other item that is plain
/// text, such as `AIGC`. Carrier QuickTimeText, key = the type of the item.
/// Faults: those of each_box. Damage inside an item is noted.
/// Source: QuickTime File Format (Apple, 2016) "User Data Atoms"; 3GPP TS 26.244 clause 8.
Parsed<void> walk_user_data(const Box& udta, const Scope& scope);

}  // namespace gg::bmff
