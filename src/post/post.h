#pragma once

#include "base/wake.h"
#include "clearance/clearance.h"
#include "outgoing/http_client.h"
#include "outgoing/mail.h"
#include "secrets/secret_bytes.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace gg::post {

struct PostSettings {
  std::string installation;                    ///< "desk.example"
  std::string address;                         ///< "https://desk.example": what links begin with.
  std::optional<outgoing::MailSettings> mail;  ///< Nothing: no mail is sent.
  std::string from;                            ///< The address mails are from.
  outgoing::HttpSettings http;                 ///< For webhooks.
  std::function<void(const std::string&)>
      log;  ///< What the operator should know; nobody's address.
};

/// Sends what waits: mail on one thread, webhooks on another, each message again with its own id
/// until it was taken or given up (`outgoing::retry_delay`). What was sent and could not be marked
/// as sent, because the program died, is sent again: at least once, never lost. *thread-safe*
class Post {
 public:
  /// `key` opens what is sealed in messages and the secrets of endpoints; `committed` rings when
  /// something was put on disk. Both threads look then, and when a message is due.
  Post(clearance::Clearance& desk, const secrets::Key& key, Wake& committed, PostSettings settings);
  Post(const Post&) = delete;
  Post& operator=(const Post&) = delete;
  ~Post();  ///< Waits for the message that is on its way.

 private:
  class Running;
  std::unique_ptr<Running> running_;
};

}  // namespace gg::post
