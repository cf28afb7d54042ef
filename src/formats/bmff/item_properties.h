#pragma once

#include "formats/bmff/scope.h"

#include <optional>

namespace gg::bmff {

/// Sets the picture's size from the `ispe` property of the primary item (of the first `ispe` where
/// no item is primary): pixels as coded, before `irot` and `clap`. Faults: those of each_box.
/// Source: ISO/IEC 14496-12:2022 section 8.11.14; ISO/IEC 23008-12:2022 section 6.5.3.
Parsed<void> read_picture_size(const Box& iprp, const std::optional<Box>& pitm, const Scope& scope);

}  // namespace gg::bmff
