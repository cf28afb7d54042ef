#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gg::secrets {

/// Base64url without padding (RFC 4648 §5, RFC 7515 §2).
std::string base64url(std::string_view bytes);
/// Strict: the one encoding of its bytes, without blanks; padding is refused. Nothing otherwise.
std::optional<std::string> parse_base64url(std::string_view text);

/// Base32 in capitals without padding (RFC 4648 §6), as authenticator apps take it.
std::string base32(std::string_view bytes);

/// `text` for a part of a URL: all but unreserved characters as %XX (RFC 3986 §2.3).
std::string percent_encoded(std::string_view text);

}  // namespace gg::secrets
