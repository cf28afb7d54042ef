#pragma once

#include "clearance/apart.h"
#include "tables/table.h"

#include <map>
#include <string>
#include <vector>

namespace gg::clearance {

inline constexpr std::size_t import_rows_max = 5000;

/// How a table goes into the register.
struct ImportOrder {
  const Noun* noun = nullptr;
  std::string title;  ///< Of rows that name none; empty: each names its own.
  std::map<std::string, std::string> mapping;  ///< Heading → field; "" leaves a column out.
  bool is_trial = true;                        ///< Says what would happen, and does nothing.
  bool is_whole = false;                       ///< Nothing is kept where one row is refused.
};

/// Puts the rows of a table into the register, each in a part of its own: `applied` where an object
/// was made or changed (a row with an id), `no_op` where the same is there, `refused` with the cell
/// that is wrong, its value and what to write instead. The first row has the headings. Columns that
/// the order does not map are mapped as they were the last time for this title and company, or by
/// their names; an import that is kept is remembered. The answer has the shape ImportAnswer.
/// Errors: InvalidInput for a table without rows, or with too many, or a field that is none.
Result<Many> import_table(Work& work, const Table& table, const ImportOrder& order);

/// All records of a noun that the actor sees as one table, such that importing it again does
/// nothing: id, record_version, state, then the columns of the noun's shape and of its free
/// members.
Result<Table> export_table(store::Snapshot& snapshot, const Actor& actor, const Noun& noun,
                           store::Query query);

}  // namespace gg::clearance
