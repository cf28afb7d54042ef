#pragma once

#include "outgoing/delivery.h"
#include "post/message.h"
#include "post/post.h"
#include "post/write_letter.h"

#include <chrono>
#include <map>

namespace gg::post {

/// Takes the messages of one channel out of the house, one after the other. *single thread*
class Carrier {
 public:
  Carrier(clearance::Clearance& desk, const PostSettings& settings, Sender sender,
          std::string channel)
      : desk_(desk),
        settings_(settings),
        sender_(std::move(sender)),
        channel_(std::move(channel)) {}

  /// Hands on what waits in the outbox and tries every message that may go now. Returns how long
  /// nothing has to be done unless something new comes. Errors: Unavailable.
  Result<std::chrono::milliseconds> make_round();

 private:
  enum class Go : std::uint8_t { On, Stop };  ///< Stop: the way out is closed for now.
  Result<void> empty_outbox();
  Result<Go> carry(const Message& message);
  Result<Go> carry_mail(const Message& message);
  Result<Go> carry_webhook(const Message& message);
  struct Endpoint {
    std::string url;
    outgoing::WebhookSigners signers;
    std::int64_t failures = 0;  ///< In a row.
  };
  Result<Endpoint> endpoint_of(const Message& message);
  Result<void> rest_endpoint(const Message& message, std::int64_t failures,
                             const outgoing::Delivery& delivery);
  Result<Addressed> letter_of(const Message& message);
  Result<void> note_mail_failure(const Message& message, const outgoing::MailError& error);
  void log(const Message& message, const Attempt& attempt) const;
  Result<void> note(const Message& message, const Attempt& attempt);
  Result<void> give_up(const std::vector<Message>& messages, const std::string& failure);
  [[nodiscard]] Attempt later(const Message& message, std::optional<std::chrono::seconds> asked,
                              std::string failure) const;
  [[nodiscard]] Moment now() const { return desk_.world().now(); }

  clearance::Clearance& desk_;
  const PostSettings& settings_;
  Sender sender_;
  std::string channel_;
  std::int64_t mail_failures_ = 0;  ///< Of the server, in a row.
  Moment mail_not_before_{};
};

}  // namespace gg::post
