#pragma once

#include "secrets/jwks.h"

#include <chrono>
#include <string>
#include <string_view>

namespace gg::secrets {

/// What was asked for at the sign-in this token answers.
struct IdTokenRules {
  std::string issuer;     ///< As discovered, exactly.
  std::string client_id;  ///< Ours at that issuer.
  std::string nonce;      ///< As sent with this sign-in.
  std::chrono::seconds leeway{60};
};

/// Who signed in, as the provider says.
struct IdToken {
  std::string issuer;
  std::string subject;  ///< With the issuer it names the person for good; a mail address does not.
  std::string email;
  bool email_verified = false;
  std::string name;
  Json claims;
};

/// Verifies an id_token. Source: OpenID Connect Core 1.0 §3.1.3.7: signature by a key of the set,
/// iss, aud, azp (asked for when there are several audiences, and ours where there is one), exp,
/// iat, nonce, and a sub of 1 to 255 characters. Errors: as `JwkSet::verify`, with what does not
/// fit.
Result<IdToken> verify_id_token(std::string_view token, const JwkSet& keys,
                                const IdTokenRules& rules, std::chrono::sys_seconds now);

}  // namespace gg::secrets
