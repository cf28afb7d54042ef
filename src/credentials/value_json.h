#pragma once

#include "credentials/opened.h"
#include "json/json.h"

#include <string>

namespace gg::credentials {

/// A CBOR item as JSON, as other tools write it: byte strings in base64, tags as their item, keys
/// as text, floats that JSON has no word for as null.
Json json_of(const cbor::Value& value);

/// The content of an assertion: JSON as it was written, CBOR by `json_of`; null for what is
/// neither or cannot be read.
Json json_of_content(const ClaimedAssertion& assertion);

/// A hexadecimal number in decimal, as serial numbers of certificates are shown.
std::string decimal_of_hex(const std::string& hex);

}  // namespace gg::credentials
