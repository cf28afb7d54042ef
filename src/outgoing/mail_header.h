#pragma once

#include "base/result.h"
#include "outgoing/mail.h"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace gg::outgoing {

inline constexpr std::size_t mail_recipients_max = 100;
inline constexpr std::size_t mail_bytes_max = 25U << 20;  ///< Before encoding.

/// Whether an address can be sent to: local part and domain of RFC 5321 §4.1.2 in ASCII,
/// dot-strings only (no quotes, no comments, no address literals), at most 254 bytes.
bool is_mail_address(std::string_view address);

/// Unstructured text for a header: as it is where it is short ASCII, else encoded words, one a
/// line. Source: RFC 2047 §2 and §4.1 ("B").
std::string header_text(std::string_view text);

/// A mailbox for a header: "Ada <ada@studio.example>". Source: RFC 5322 §3.4, RFC 2047 §5.
std::string header_mailbox(const Mailbox& mailbox);

/// A date for a header, in UTC. Source: RFC 5322 §3.3.
std::string header_date(std::chrono::sys_seconds date);

/// The fields of a message, without those that belong to its parts. Errors: InvalidInput when an
/// address is none, a header has control characters or is not UTF-8, there is nobody to send to or
/// more than 100; LimitExceeded when the message is larger than 25 MiB.
Result<std::vector<std::string>> mail_fields(const Mail& mail);

/// The Content-Disposition field of an attachment (RFC 2183), its name encoded where it is no short
/// ASCII (RFC 2231 §4).
std::string disposition_field(std::string_view file_name);

}  // namespace gg::outgoing
