#pragma once

#include "clearance/work.h"

namespace gg::clearance {

/// A new object of a noun people write. `body` has the noun's shape, or the errors say where not;
/// `more` goes into its document too. Errors: InvalidInput, Forbidden.
Result<store::Record> create(Work& work, const Noun& noun, const Json& body,
                             const Json& more = Json::object());

/// Changes an object that needs no decision of its own (a use has its own way: `amend_use`).
/// `version` is the one the caller saw, 0 for any. Errors: InvalidInput, Forbidden, Stale,
/// NotFound.
Result<store::Record> amend(Work& work, const Noun& noun, std::string_view id, const Json& patch,
                            std::int64_t version);

/// Takes an object out of use: a grant revoked, a tool retired, a waiver ended. It stays readable.
Result<store::Record> retire(Work& work, const Noun& noun, std::string_view id,
                             const std::string& reason, std::int64_t version);

/// What keeps a body from being written: its shape, days that are none, patterns, territories.
/// Errors: InvalidInput with each place as a JSON Pointer, one a line.
Result<void> check_body(const Noun& noun, const Json& body);

/// What of a record is written by people, as its shape has it.
Json body_of(const Noun& noun, const Json& doc);

/// Puts a body in place of what people wrote of a record before.
void put_body(const Noun& noun, Json& doc, const Json& body);

}  // namespace gg::clearance
