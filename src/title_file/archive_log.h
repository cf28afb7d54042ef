#pragma once

#include "base/result.h"
#include "register/archive_row.h"
#include "tables/table.h"

#include <string_view>
#include <vector>

namespace gg {

using ArchiveRows = Result<std::vector<ArchiveRow>, std::vector<Problem>>;

/// Reads an archive log from a table. Its header stands in one of the first 20 rows; columns are
/// found by the words archive producers use. A row is archive material unless its claim says
/// otherwise in exactly one of the known words: what is not understood is never taken as an excuse.
ArchiveRows read_archive_log(const Table& table);

/// The same from the bytes of a CSV or XLSX file, told apart by content.
ArchiveRows parse_archive_log(std::string_view bytes, std::string_view file,
                              std::string_view sheet = {}, const TableLimits& limits = {});

}  // namespace gg
