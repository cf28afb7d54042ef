#pragma once

#include "base/result.h"
#include "json/json.h"

#include <string>

namespace gg::ledger {

/// The one text of a JSON value that is hashed: members by the UTF-16 code units of their names, no
/// white space, numbers as ECMAScript writes a double. Objects and arrays may nest 64 deep.
/// Errors: InvalidInput naming the place ("/facts/0") of text that is not UTF-8 (a lone surrogate
/// is not), of a whole number that a double does not give back or a number that is not finite, of
/// bytes; LimitExceeded where it nests deeper.  Source: RFC 8785.
Result<std::string> canonical_json(const Json& value);

}  // namespace gg::ledger
