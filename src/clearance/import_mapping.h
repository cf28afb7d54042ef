#pragma once

#include "clearance/columns.h"
#include "clearance/work.h"

#include <map>
#include <string>
#include <vector>

namespace gg::clearance {

/// Where one column of a table goes. *value*
struct MappedColumn {
  std::string heading;
  Column column;    ///< Schema null: left out, or one of id, record_version, state.
  std::string how;  ///< "given", "remembered", "suggested"; empty: nobody knows.
};

/// Maps headings to fields: as given, else as the last time for this title and company, else by
/// their names. Errors: InvalidInput for a field that the noun has not, or one that is named twice.
Result<std::vector<MappedColumn>> map_columns(Work& work, const Noun& noun,
                                              const std::string& title,
                                              const std::vector<std::string>& headings,
                                              const std::map<std::string, std::string>& given);

/// Keeps a mapping for the next time.
Result<void> remember_mapping(Work& work, const Noun& noun, const std::string& title,
                              const std::vector<MappedColumn>& columns);

/// True for the columns that say which object a row is.
bool is_identity(const std::string& field);

}  // namespace gg::clearance
