#pragma once

#include "tables/table.h"
#include "yaml/yaml_tree.h"

#include <cstddef>
#include <vector>

namespace gg::book_forms {

/// A place in a workbook as line and column of a YAML node, so that one reader serves both forms:
/// the sheet's number (from 1) times `lines_per_sheet`, plus the row's.
inline constexpr std::size_t lines_per_sheet = std::size_t{1} << 32U;

/// The tree of a book's YAML form out of its sheets; tests and answers are scalars as they stand in
/// their boxes. Empty boxes are empty nodes, so that what is missing is told where it belongs.
/// Problems: sheets, headings and keys that are not known, lists that cannot be read.
YamlNode tree_of(const std::vector<Table>& sheets, Problems& problems);

}  // namespace gg::book_forms
