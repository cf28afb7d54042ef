#pragma once

#include "clearance/entry.h"
#include "desk/context.h"
#include "http/cookie.h"

#include <chrono>
#include <string>
#include <string_view>

namespace gg::desk {

/// Somebody whose first factor was right. *value*
struct Entering {
  std::string person;
  std::string code;  ///< Of the second factor; may be empty.
  /// A provider that the house trusts has seen to the second factor.
  enum class Factors : std::uint8_t { AskSecond, AllSeen };
  Factors factors = Factors::AskSecond;
};

/// Opens a session for a person and answers with its cookie and the token that changes must carry.
/// Where a second factor is missing or wrong the answer is a problem of the type
/// `second_factor_problem`; a wrong one counts as a failed sign-in.
void open_session(Context& context, const http::Request& request, http::Respond respond,
                  Entering entering);

/// The same for who came back from an identity provider: sends the browser to the desk's first
/// page.
void open_session_and_go(Context& context, const http::Request& request, http::Respond respond,
                         Entering entering, http::SetCookie also);

inline constexpr std::string_view second_factor_problem = "urn:goodgate:problem:second-factor";

http::SetCookie cookie_of(const Context& context, std::string name, std::string value,
                          std::chrono::seconds age);

/// A person as the session shows them.
Json person_json(const clearance::Actor& actor);

/// Writes an act of a person that changes none of their members into the ledger, as of now.
Result<void> log_act(clearance::Work& work, std::string_view act, store::Record person,
                     const clearance::Telling& telling = {});

/// Accounts, tokens and sessions are for people, not for who holds a narrowed token. Errors:
/// Forbidden.
Result<void> check_unnarrowed(const clearance::Actor& actor);

/// A body of this shape. Errors: InvalidInput.
Result<Json> body_like(const http::Request& request, std::string_view shape);

}  // namespace gg::desk
