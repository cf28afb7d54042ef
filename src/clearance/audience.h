#pragma once

#include "clearance/work.h"

#include <optional>
#include <string>
#include <string_view>

namespace gg::clearance {

/// How a use came about, by its answers: "generated", "altered" or "enhanced".
std::string how_it_was_made(const Json& facts);

/// What an audience is told of a title, in plain words, and nothing else: `title_name`, `kind`,
/// `lead`, `elements` (`text`, `how`), `credits`, `closing`. Words come from the notices and
/// credits that people recorded; where a use has no notice, from its answers, without naming
/// anybody.
Json audience_statement(const store::Record& title, const Json& rows);

/// SHA-256 of its canonical JSON, by which somebody says what they saw.
Result<std::string> statement_sha256(const Json& statement);

/// The same for machines: JSON-LD with the terms of schema.org, IPTC's digital source types among
/// them. `address`: of the page for people.
Json statement_json_ld(const Json& statement, const std::string& address);

/// Makes the statement of a title public as it is now, in place of the one before. The body's
/// `sha256` is that of what was shown. Errors: Forbidden; Stale where it changed since.
Result<store::Record> release_statement(Work& work, std::string_view title, const Json& body);

/// Takes a release back: its page is gone at once. Errors: Forbidden, Stale, Conflict.
Result<store::Record> end_release(Work& work, std::string_view id, const std::string& reason,
                                  std::int64_t version);

/// What is public of a title now.
Result<std::optional<store::Record>> release_in_force(store::Snapshot& snapshot,
                                                      std::string_view title);

}  // namespace gg::clearance
