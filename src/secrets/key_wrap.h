#pragma once

#include "base/result.h"
#include "secrets/secret_bytes.h"

#include <string>
#include <string_view>
#include <vector>

namespace gg::secrets {

/// A secret at rest, under an installation key: "ggk1.KEYID.DATA", DATA in base64url: 24 random
/// bytes, then ciphertext and tag of XChaCha20-Poly1305. `context` names the place it is kept in,
/// such as "totp/usr_01J…"; a secret moved to another place opens no more.
std::string wrap_secret(const Key& installation, std::string_view secret, std::string_view context);

/// Opens it with that one of the keys which made it; the first key is the present one, others are
/// from before a change. Errors: InvalidInput when it is no wrapped secret, was changed, or belongs
/// to another context; NotFound when it was made with another key.
Result<std::string> unwrap_secret(const std::vector<Key>& keys, std::string_view wrapped,
                                  std::string_view context);

/// Whether it was made with this key, so that it need not be wrapped anew.
bool is_wrapped_with(const Key& installation, std::string_view wrapped);

}  // namespace gg::secrets
