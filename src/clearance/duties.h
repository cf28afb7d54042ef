#pragma once

#include "clearance/work.h"
#include "rulebook/book.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace gg::clearance {

// Duties of a use (`duties` of its document): what its decision asks for beside the word of its
// reviewers. What the desk sees done by itself it settles itself; a person records the rest.

/// Records the open duties that `shown_by` shows done as met now by the actor, with `evidence` in
/// words. Changes the document alone; the act that shows them puts it on record.
void settle_duties(const Work& work, store::Record& use, rulebook::DutyEvidence shown_by,
                   const std::string& evidence);

/// Settles the duty to register what was made, once work is done and files of it are registered.
Result<void> settle_registered(const Work& work, store::Record& use);

/// The same after a file was registered late, for a use that is closed already; put on record.
Result<void> settle_registered_late(Work& work, std::string_view use);

/// Records a duty as done, with what shows it. Errors: Forbidden, NotFound, Stale, Conflict where
/// it is met, where nothing may be done under the use (prohibited, declined, stopped, withdrawn),
/// and for a written approval, which shows itself.
Result<store::Record> meet_duty(Work& work, std::string_view id, std::string_view duty,
                                const Json& met, std::int64_t version);

}  // namespace gg::clearance
