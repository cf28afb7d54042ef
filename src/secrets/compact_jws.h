#pragma once

#include "base/result.h"
#include "json/json.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace gg::secrets {

/// A compact JWS taken apart, with nothing verified (RFC 7515 §7.1).
struct CompactJws {
  Json header;
  Json claims;
  std::string_view signed_part;  ///< "header.claims" as sent; a view of the token.
  std::string signature;
};

/// Errors: LimitExceeded past `bytes_max`; InvalidInput when it is not three parts of strict
/// base64url, header or claims are no JSON objects or nest deeper than 16, or the header has "crit"
/// or "b64".
Result<CompactJws> parse_compact_jws(std::string_view token, std::size_t bytes_max);

/// Whether "aud" is `audience` or a list with it (RFC 7519 §4.1.3).
bool has_audience(const Json& claims, std::string_view audience);

/// A NumericDate (RFC 7519 §2): whole seconds or with a fraction, which is cut; nothing when it is
/// missing, no number, or not between the years 1970 and 9999.
std::optional<std::chrono::sys_seconds> time_claim(const Json& claims, std::string_view name);

/// Refuses a token by what is wrong with it.
inline auto refuse_token(std::string what) {
  return fail(Error{ErrorKind::InvalidInput, "the token is refused: " + std::move(what)});
}

/// Checks "exp" and "iat", which must be there, and "nbf" where there is one. Errors: InvalidInput.
Result<void> check_times(const Json& claims, std::chrono::sys_seconds now,
                         std::chrono::seconds leeway);

}  // namespace gg::secrets
