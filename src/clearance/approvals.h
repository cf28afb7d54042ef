#pragma once

#include "clearance/work.h"

#include <optional>
#include <string>
#include <string_view>

namespace gg::clearance {

/// Makes the written approval of a use that all its reviewers agreed to: exact facts, terms of the
/// tools, assets seen, conditions, scope, expiry, rulebooks, who signed in which capacity, and the
/// text as signed, under one seal: SHA-256 of their canonical JSON (RFC 8785).
Result<store::Record> seal_approval(Work& work, const store::Record& use);

/// The text of the approval that this use would get now, signed by those who have agreed so far.
Result<std::string> approval_text(store::Snapshot& snapshot, World& world, Moment now,
                                  const store::Record& use);

/// What the seal of an approval's document covers: canonical JSON (RFC 8785) of what was signed.
Result<std::string> sealed_text_of(const Json& document);

/// The seal of an approval's document, recomputed from its members: SHA-256 of the above.
Result<std::string> seal_of(const Json& document);

/// The last moment of a day on which something holds: when it is due to end. Empty for no day.
std::string end_of_day(const std::string& day);

/// The approval of a use that is in force, or nothing.
Result<std::optional<store::Record>> approval_in_force(store::Snapshot& snapshot,
                                                       const store::Record& use);

/// Ends an approval that no longer holds: `state` is "voided", "revoked" or "expired".
Result<store::Record> end_approval(Work& work, store::Record approval, std::string_view state,
                                   const std::string& why);

/// A reviewer takes an approval back; what relied on it stops. Errors: Forbidden, Stale, Conflict.
Result<store::Record> revoke_approval(Work& work, std::string_view id, const std::string& reason,
                                      std::int64_t version);

/// A condition of an approval is met, with what shows it. `index` counts from 0.
Result<store::Record> meet_condition(Work& work, std::string_view id, std::size_t index,
                                     const Json& met, std::int64_t version);

}  // namespace gg::clearance
