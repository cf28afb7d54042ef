#pragma once

#include "base/result.h"
#include "json/json.h"
#include "secrets/ed25519.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gg::secrets {

/// The type of a clearance: the token a tool checks before it generates.
inline constexpr std::string_view clearance_type = "goodgate-clearance+jwt";

inline constexpr std::size_t jwt_bytes_max = 16U << 10;

/// Signs claims as a compact JWS with EdDSA: header {"alg":"EdDSA","typ":…,"kid":…}.
/// Source: RFC 7515 §7.1, RFC 7519, RFC 8037.
std::string sign_jwt(const SigningKey& key, std::string_view type, const Json& claims);

/// What a verifier demands. Everything is asked for; nothing is optional in the token.
struct JwtRules {
  std::string type;                           ///< "typ", exactly (RFC 8725 §3.11).
  std::string issuer;                         ///< "iss", exactly.
  std::string audience;                       ///< "aud", or one of a list.
  std::chrono::seconds leeway{60};            ///< How far two clocks may differ.
  std::chrono::seconds lifetime_max{90'000};  ///< Between "iat" and "exp".
};

/// Verifies a token of ours: three parts in strict base64url; alg EdDSA and no other; a known kid;
/// no "crit"; the signature; then typ, iss, aud, exp, iat, nbf where there is one, and a jti of 1
/// to 128 characters. Returns the claims. Whether the jti was revoked is for the caller to ask.
/// Errors: InvalidInput with what does not fit; LimitExceeded past `jwt_bytes_max`.
Result<Json> verify_jwt(std::string_view token, const std::vector<PublicKey>& keys,
                        const JwtRules& rules, std::chrono::sys_seconds now);

}  // namespace gg::secrets
