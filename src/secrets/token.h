#pragma once

#include "base/result.h"
#include "base/sha256.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace gg::secrets {

/// What a token is for; each has a prefix of its own that secret scanners recognise.
enum class TokenKind : std::uint8_t {
  Personal,    ///< "ggp_", of a person, for the command line and scripts.
  Service,     ///< "ggs_", of a machine.
  SignedLink,  ///< "ggl_", in a mail.
  Device,      ///< "ggd_", of a device that signs in through a person's browser.
};

/// A fresh token. The text is shown once; the store keeps the hash, which needs no salt because the
/// token has 190 random bits.
struct IssuedToken {
  std::string text;
  Sha256 hash;
};

IssuedToken issue_token(TokenKind kind);

/// A token as somebody shows it.
struct ShownToken {
  TokenKind kind;
  Sha256 hash;  ///< To look it up by.
};

/// Reads prefix, 32 letters and digits, and a checksum (CRC-32 of what precedes, six letters and
/// digits), so that a mistyped token is told from a revoked one without asking the store.
/// Errors: InvalidInput; the message does not repeat the token.
Result<ShownToken> parse_token(std::string_view text);

/// The prefix of a kind, such as "ggp_".
std::string_view prefix_of(TokenKind kind);

}  // namespace gg::secrets
