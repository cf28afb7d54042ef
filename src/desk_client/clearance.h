#pragma once

#include "desk_client/desk_client.h"
#include "secrets/ed25519.h"

#include <chrono>
#include <string>

namespace gg::desk_client {

/// A clearance that was verified here, by the desk's public key. *value*
struct Clearance {
  std::string token;
  std::string id;
  std::string use;
  std::string title;
  std::chrono::sys_seconds expires;
};

/// Asks the desk to clear a use and verifies what it gives. The desk's key is fetched the first
/// time and kept (clearance-keys.json beside tokens.json): from then on another key is refused.
/// Errors: those of the desk, Conflict with what is missing where the use may not proceed;
/// Forbidden where the token is not signed by the key that is known.
Result<Clearance> ask_clearance(const DeskClient& desk, const std::string& use,
                                std::chrono::sys_seconds now);

/// Verifies a clearance that somebody else asked for, without the desk: by the key kept of
/// `server`. Errors: InvalidInput where it does not hold for this use now, NotFound where no key is
/// kept.
Result<Clearance> verify_clearance(const std::string& server, const std::string& token,
                                   const std::string& use, std::chrono::sys_seconds now);

}  // namespace gg::desk_client
