#pragma once

#include "secrets/token.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gg::secrets {

// Sign-in of a command line or a tool through a person's browser (RFC 8628), as the server sees it.
// The store and the pages are the caller's.

/// What a device gets when it asks (RFC 8628 §3.2).
struct IssuedDeviceGrant {
  IssuedToken device_code;  ///< "ggd_…"; the store keeps the hash.
  std::string user_code;  ///< "WDJB-MJHT": eight consonants, 34 bits, so bound the attempts (§5.1).
};

IssuedDeviceGrant issue_device_grant();

/// The user code as issued, from what a person typed: case, blanks and hyphens are passed over.
/// Nothing when it can be none.
std::optional<std::string> parse_user_code(std::string_view typed);

/// What the person did.
enum class DeviceAnswer : std::uint8_t { None, Approved, Denied };

/// What the store knows of a grant.
struct DeviceRow {
  DeviceAnswer answer = DeviceAnswer::None;
  std::chrono::sys_seconds expires_at;
  std::chrono::seconds interval{5};  ///< Least time between two polls.
  std::optional<std::chrono::sys_seconds> polled_at;
};

/// The answer to a poll (§3.5).
enum class PollOutcome : std::uint8_t { Pending, SlowDown, Denied, Expired, Granted };

struct Poll {
  PollOutcome outcome;
  std::chrono::seconds interval;  ///< To be kept in the row, with the time of this poll.
};

/// A device that polls too early waits five seconds more from then on (§3.5). A granted or denied
/// row must be deleted by the caller: a device code is good once.
Poll poll_device(const DeviceRow& row, std::chrono::sys_seconds now);

/// The error code of an answer, such as "authorization_pending"; empty for `Granted`.
std::string_view error_of(PollOutcome outcome);

}  // namespace gg::secrets
