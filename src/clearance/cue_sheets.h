#pragma once

#include "clearance/work.h"

#include <string>
#include <string_view>

namespace gg::clearance {

/// Issues a cue sheet of a title: its rows as the register has them now, of all companies, or of
/// the issuer's where they are bound to one. One of all companies has the title in the place of its
/// company, so that nobody who is bound to a company sees it. Errors: Forbidden, NotFound, Conflict
/// where one that they could renew is still open.
Result<store::Record> issue_cue_sheet(Work& work, std::string_view title);

/// Takes the rows anew from the register into a sheet that is issued; timecodes and notes stay with
/// their rows. Errors: Forbidden, Stale, Conflict.
Result<store::Record> renew_cue_sheet(Work& work, std::string_view id, std::int64_t version);

/// Timecodes and notes for rows of a sheet that is issued. Errors: InvalidInput, Conflict …
Result<store::Record> fill_cue_sheet(Work& work, std::string_view id, const Json& body,
                                     std::int64_t version);

/// Hands it in: from then on it does not change. Errors: Conflict where it is not issued.
Result<store::Record> submit_cue_sheet(Work& work, std::string_view id, std::int64_t version);

/// The studio takes it. Errors: Conflict where it was not handed in.
Result<store::Record> accept_cue_sheet(Work& work, std::string_view id, std::int64_t version);

/// Its owner opens it again to correct it, with a reason; who reviews is told.
Result<store::Record> unlock_cue_sheet(Work& work, std::string_view id, const std::string& reason,
                                       std::int64_t version);

}  // namespace gg::clearance
