#pragma once

#include "base/sha256.h"
#include "secrets/secret_bytes.h"

#include <optional>
#include <string>
#include <string_view>

namespace gg::secrets {

/// A fresh session: the id goes into the cookie, the hash into the store.
struct IssuedSession {
  std::string id;  ///< 256 random bits in base64url.
  Sha256 hash;
};

IssuedSession issue_session();

/// The hash to look a session up by; nothing when the cookie cannot be one of ours.
std::optional<Sha256> hash_of_session(std::string_view id);

/// A token that a form or a script of this session sends back with every change; a page of another
/// site cannot know it. Different each time, so that compression cannot tell it (BREACH).
std::string csrf_token(const Key& installation, const Sha256& session);

/// Whether the token was made for this session.
bool verify_csrf_token(const Key& installation, const Sha256& session, std::string_view token);

}  // namespace gg::secrets
