#pragma once

#include "base/result.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace gg::outgoing {

/// A mailbox (RFC 5322 §3.4): a name for people, may be empty, and an address in ASCII.
struct Mailbox {
  std::string name;
  std::string address;
};

struct Attachment {
  std::string name;        ///< Of the file, in UTF-8.
  std::string media_type;  ///< "application/pdf".
  std::string bytes;
};

/// One message. All text is UTF-8.
struct Mail {
  Mailbox from;
  std::vector<Mailbox> to;
  std::string subject;
  std::string text;
  std::string html;  ///< The same in HTML, or empty.
  std::vector<Attachment> attachments;
  std::string id;  ///< Left part of the Message-ID; the same at every attempt, so that a message
                   ///< that arrives twice can be told to be one.
  std::chrono::sys_seconds date;
};

enum class MailSecurity : std::uint8_t {
  Tls,       ///< SMTPS from the first byte (RFC 8314 §3.3), usually port 465.
  StartTls,  ///< STARTTLS demanded (RFC 3207), usually port 587; without it nothing is sent.
  None,      ///< In the clear; for a relay on the same machine.
};

/// How mail leaves.
struct MailSettings {
  std::filesystem::path folder;  ///< Not empty: each mail becomes a file here, and none is sent.
  std::string host;
  std::uint16_t port = 587;
  MailSecurity security = MailSecurity::StartTls;
  std::string user;  ///< Empty: no sign-in. Never sent in the clear.
  std::string password;
  std::string ca_file;  ///< Certificates to trust instead of the system's; empty: the system's.
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds timeout{60'000};
};

/// Whether to try again. Only the recipient's or the message's own refusal is permanent: an
/// installation whose password or certificate is wrong loses no mail.
enum class MailFailure : std::uint8_t { Temporary, Permanent };

struct MailError {
  MailFailure failure;
  int reply = 0;        ///< The SMTP reply code (RFC 5321 §4.2), or 0 when there was none.
  std::string message;  ///< For people, with the server's words.
};

/// Sends one message over SMTP, or puts it into a folder. All recipients are taken or none. Headers
/// are encoded as RFC 2047 and RFC 2231 say; a line break or other control character in a header is
/// a permanent failure, as is an address that is none. Threads: thread-safe.
Result<void, MailError> send_mail(const Mail& mail, const MailSettings& settings);

}  // namespace gg::outgoing
