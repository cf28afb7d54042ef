#pragma once

#include "clearance/work.h"

namespace gg::clearance {

/// A title, or all that somebody sees (`title` empty), in numbers: uses by state and outcome,
/// duties and conditions that are open, by when; consents, licences and approvals that end within
/// 90 days of `now`; cost by currency and hours, expected and saved. Only what the actor sees is
/// counted: partners get their own company's. The answer has the shape SummaryAnswer. Errors:
/// NotFound, Forbidden.
Result<Json> summary_of(store::Snapshot& snapshot, const Actor& actor, Moment now,
                        const std::string& title);

}  // namespace gg::clearance
