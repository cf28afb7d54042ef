#pragma once

#include "base/sha256.h"
#include "clearance/actor.h"
#include "http/request.h"
#include "store/transaction.h"

#include <optional>
#include <string>

namespace gg::desk {

/// How a request shows who it is from.
enum class Shown : std::uint8_t { Session, Token };

/// Who is asking, as found before any of the body was read. *value*
struct Caller {
  clearance::Actor actor;
  Shown shown = Shown::Token;
  Sha256 credential;  ///< Hash of the session or token.
};

inline constexpr std::string_view session_cookie = "goodgate_session";

/// Finds the caller by the session cookie or the bearer token. Nothing where the request shows
/// neither. Errors: Forbidden for one that is unknown, has run out or was revoked.
Result<std::optional<Caller>> find_caller(store::Snapshot& snapshot, const http::Request& request,
                                          std::string_view now);

/// The caller of a request that was admitted.
const Caller& caller_of(const http::Request& request);

}  // namespace gg::desk
