#pragma once

#include "clearance/work.h"

namespace gg::clearance {

// What people do to a use. `version` is the one the caller saw; 0 asks for nothing. Errors of all:
// NotFound, Forbidden, Stale, InvalidInput with the place, Conflict where the use stands elsewhere.

/// Writes a draft; it binds nobody and is decided by nobody.
Result<store::Record> draft_use(Work& work, const Json& body);

/// Hands a draft in: the rulebooks decide it at once.
Result<store::Record> declare_use(Work& work, std::string_view id, std::int64_t version);

/// Changes what was declared. It is decided again; where something the decision stood on changed,
/// an approval in force is void and the review begins anew.
Result<store::Record> amend_use(Work& work, std::string_view id, const Json& patch,
                                std::int64_t version);

/// A reviewer asks the partner; the reviewer's clock stands still until the answer.
Result<store::Record> ask_about_use(Work& work, std::string_view id, const Json& question,
                                    std::int64_t version);

/// The partner answers; answers to questions of the form may come with it.
Result<store::Record> answer_about_use(Work& work, std::string_view id, const Json& reply,
                                       std::int64_t version);

/// A reviewer is content. When all are, a use that needs approval gets its sealed document.
Result<store::Record> agree_to_use(Work& work, std::string_view id, const Json& agreement,
                                   std::int64_t version);

/// What `agree_to_use` would sign, and what it would wait for still: {text, sha256, version,
/// waits_for}. An agreement with `text_sha256` is refused (Stale) where it would sign another text.
/// Writes nothing. Errors: also Conflict where no written approval is asked for.
Result<Json> preview_agreement(store::Snapshot& snapshot, World& world, Moment now,
                               const Actor& actor, std::string_view id, const Json& agreement);

/// A reviewer is not content, with a reason.
Result<store::Record> decline_use(Work& work, std::string_view id, const Json& refusal,
                                  std::int64_t version);

/// A reviewer passes their part to one person who has a role for it and whose it then is alone.
/// Whoever has such a role may pass it again.
Result<store::Record> pass_use(Work& work, std::string_view id, const Json& passing,
                               std::int64_t version);

/// Work begins; it ends; the partner takes the use back.
Result<store::Record> start_use(Work& work, std::string_view id, std::int64_t version);
Result<store::Record> close_use(Work& work, std::string_view id, std::int64_t version);
Result<store::Record> withdraw_use(Work& work, std::string_view id, const std::string& reason,
                                   std::int64_t version);

/// Decides a body without writing anything: what the form shows while it is filled in.
Result<Json> preview_use(store::Snapshot& snapshot, World& world, Moment now, const Actor& actor,
                         const Json& body);

}  // namespace gg::clearance
