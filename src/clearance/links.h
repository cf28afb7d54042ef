#pragma once

#include "clearance/work.h"

#include <string>
#include <string_view>

namespace gg::clearance {

// Signed links: by one of them a person, or who speaks for them, answers for one consent without an
// account.

/// A link to a consent, for the person it is asked of or somebody who represents them. `body` is a
/// LinkBody. Errors: InvalidInput, Forbidden, NotFound.
Result<store::Record> create_link(Work& work, std::string_view consent, const Json& body);

/// Refuses a link that was taken back or has run out. Errors: Forbidden.
Result<void> check_link(const store::Record& link, Moment now);

/// Whoever acts by a link: the person it is for, with no rights but to answer for its consent.
/// Errors: those of `check_link` and `load_actor`.
Result<Actor> actor_by_link(store::Snapshot& snapshot, const store::Record& link, Moment now);

/// Logs that a link was used for an act.
Result<store::Record> note_link_used(Work& work, std::string_view link, std::string_view act);

/// A question to whoever asked for a consent. The consent stands as it did.
Result<store::Record> ask_about_consent(Work& work, std::string_view consent,
                                        const std::string& question);

/// The answer to it; whoever has a link to the consent gets mail. Errors: Forbidden, Stale,
/// Conflict where nothing was asked.
Result<store::Record> answer_about_consent(Work& work, std::string_view consent,
                                           const std::string& answer, std::int64_t version);

/// The links to a consent that are good now.
Result<std::vector<store::Record>> links_to_consent(store::Snapshot& snapshot,
                                                    std::string_view consent, Moment now);

}  // namespace gg::clearance
