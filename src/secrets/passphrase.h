#pragma once

#include "base/result.h"
#include "secrets/secret_bytes.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace gg::secrets {

inline constexpr std::size_t passphrase_characters_min = 12;
inline constexpr std::size_t passphrase_bytes_max = 1024;

/// A key at rest under words that only its owner knows: "SALT.ggk1.…", the salt of 16 bytes in
/// base64url, then what `wrap_secret` makes with the key that Argon2id derives (64 MiB, 3 passes).
/// `context` names the place it is kept in. Errors: InvalidInput for a passphrase that is too short
/// or too long, Unavailable when there is no memory.
Result<std::string> wrap_under_passphrase(const Key& secret, std::string_view passphrase,
                                          std::string_view context);

/// Opens it. Errors: InvalidInput when the passphrase is another, or it was changed; Unavailable.
Result<Key> unwrap_under_passphrase(std::string_view wrapped, std::string_view passphrase,
                                    std::string_view context);

}  // namespace gg::secrets
