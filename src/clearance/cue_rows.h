#pragma once

#include "clearance/actor.h"
#include "json/json.h"
#include "store/transaction.h"
#include "tables/table.h"

#include <string>
#include <string_view>

namespace gg::clearance {

/// What of a title is in the final with generative AI, as far as `actor` sees it: an array with one
/// object for each registered final file of a use, or for the use where it has none. A use is in
/// the final where it says so or is not sure, or where a file of it is registered as final.
Result<Json> cue_rows(store::Snapshot& snapshot, const Actor& actor, std::string_view title);

/// The rows as a table for people, headings first: the columns of a cue sheet.
Table cue_table(const Json& rows);

/// Duties to credit or to tell the audience that no disclosure of a row fulfils yet: objects of
/// `use`, `summary`, `duty`, `kind` and `what`, each once.
Json disclosure_gaps(const Json& rows);

/// What a use may stand for in a final: "cleared", "waiting" or "not_cleared".
std::string_view standing_of(std::string_view use_state);

}  // namespace gg::clearance
