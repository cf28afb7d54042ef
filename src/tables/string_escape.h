#pragma once

#include <string>
#include <string_view>

namespace gg {

/// Text as it may stand in a cell of a workbook, after `_xHHHH_` for what XML cannot hold and for
/// what looks like such a mark. Source: ECMA-376 part 1, 22.9.2.19 (ST_Xstring).
std::string escape_cell(std::string_view text);

/// The inverse: also reads marks that other programs write (`_x000D_`). Marks of surrogates stay.
std::string unescape_cell(std::string_view text);

}  // namespace gg
