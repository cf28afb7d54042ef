#pragma once

#include "secrets/secret_bytes.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gg::secrets {

/// The secret shared with an authenticator app: 160 bits, as RFC 4226 §4 recommends for SHA-1.
using TotpSecret = SecretBytes<20>;

/// Count of 30-second steps since 1970. Source: RFC 6238 §4.2.
using TotpStep = std::uint64_t;

TotpStep totp_step_at(std::chrono::sys_seconds now);

/// The code of one step: six digits. Source: RFC 6238 §4, RFC 4226 §5.3, with HMAC-SHA-1.
std::string totp_code(const TotpSecret& secret, TotpStep step);

/// The step whose code this is: the present one, the one before or the one after, and later than
/// `last_used`. Keep it as the next `last_used`: a code is good once (RFC 6238 §5.2). Nothing when
/// the code is wrong, used or of another time. Blanks between digits are passed over.
std::optional<TotpStep> verify_totp(const TotpSecret& secret, std::string_view code,
                                    std::chrono::sys_seconds now,
                                    std::optional<TotpStep> last_used);

/// The otpauth:// address that an app reads from a QR code. It contains the secret.
std::string totp_uri(const TotpSecret& secret, std::string_view issuer, std::string_view account);

}  // namespace gg::secrets
