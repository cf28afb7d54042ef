#pragma once

#include "clearance/actor.h"
#include "json/json.h"
#include "paper/document.h"
#include "store/transaction.h"

#include <map>
#include <string>
#include <string_view>

namespace gg::documents {

/// Names of people and companies by id, as they are now.
using Names = std::map<std::string, std::string>;

/// The names that rows of a cue sheet need.
Result<Names> names_for(store::Snapshot& snapshot, const Json& rows);

/// "Checkpoint of desk.example/ttl_…, 42 entries, root …": what stands at the foot of a report, so
/// that whoever keeps it sees it when the ledger is cut. Errors: NotFound.
Result<std::string> checkpoint_line(store::Snapshot& snapshot, std::string_view tree);

/// The pages of a cue sheet, on their side.
paper::Document cue_sheet_pages(const store::Record& sheet, const Names& names,
                                const std::string& checkpoint);

/// Rows as a table for an upright page.
paper::Table rows_for_report(const Json& rows, const Names& names);

/// The pages of what an audience is told (clearance/audience.h).
paper::Document statement_pages(const Json& statement, const std::string& released_at);

}  // namespace gg::documents
