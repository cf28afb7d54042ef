#pragma once

#include "clearance/decide_use.h"
#include "clearance/work.h"

#include <string>
#include <string_view>
#include <vector>

namespace gg::clearance {

/// Who is told of a decision: the contact always, the others whose word it waits for.
Result<std::vector<std::string>> told_of_decision(Work& work, const store::Record& use);

/// Puts a use on record under a ruling; its review begins, and who is asked is told.
Result<store::Record> put_ruled(Work& work, std::string_view act, store::Record use,
                                UseRuling ruling);

/// The review begins anew under a ruling, and what was approved is void.
Result<store::Record> begin_anew(Work& work, std::string_view act, store::Record use,
                                 UseRuling ruling, const std::string& why);

/// Decides a use again by the rulebooks in force now, when a reviewer of its title asks for it:
/// after a publication, say. Where they ask the same nothing begins anew and an approval stands;
/// where they ask something else the review begins anew and the approval is void. Errors:
/// Forbidden, Conflict for a use that has stopped or is a draft.
Result<store::Record> decide_again(Work& work, std::string_view id, const std::string& reason,
                                   std::int64_t version);

}  // namespace gg::clearance
