#pragma once

#include "clearance/work.h"

namespace gg::clearance {

/// Takes a person out of the register for good, on a ground that is logged: address, account, roles
/// and every mention of the name in records, earlier versions and what waits to be sent give way to
/// a pseudonym; the entries about them lose record and salt and keep their commitment, so that
/// every proof stays valid. What must be kept (consents, approvals) is kept under the pseudonym,
/// with a seal of its own. What others wrote of the person without the name stays. Errors:
/// Forbidden, NotFound, Stale; Conflict where a legal hold stands, saying whose and why, or where
/// it was done already.
Result<store::Record> erase_person(Work& work, std::string_view id, const std::string& ground,
                                   std::int64_t version);

/// Keeps what is held of a person, or on a title, from being erased, with the reason; and ends
/// that. Errors: Forbidden, NotFound, Stale, Conflict.
Result<store::Record> hold(Work& work, const Noun& noun, std::string_view id,
                           const std::string& reason, std::int64_t version);
Result<store::Record> release(Work& work, const Noun& noun, std::string_view id,
                              const std::string& reason, std::int64_t version);

/// Refuses where a legal hold stands on the record, saying whose and why. Errors: Conflict.
Result<void> check_hold(const store::Record& record);

/// All that the register holds about a person: for the person, who speaks for them, and whoever may
/// erase it. Errors: Forbidden, NotFound.
Result<Json> export_person(store::Snapshot& snapshot, const Actor& actor, std::string_view id);

}  // namespace gg::clearance
