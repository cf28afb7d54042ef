#pragma once

#include "outgoing/webhook.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace gg::outgoing {

/// What one attempt to deliver a webhook came to.
struct Delivery {
  enum class Outcome : std::uint8_t {
    Delivered,  ///< Answered 2xx.
    TryAgain,   ///< No answer, or another status than these.
    Stop,       ///< 410: the receiver wants no more; or the address is refused.
  };
  Outcome outcome = Outcome::TryAgain;
  int status = 0;                             ///< Or 0 without an answer.
  std::optional<std::chrono::seconds> after;  ///< What Retry-After asks for, at most a day.
  std::string message;                        ///< For the log of the endpoint.
};

/// Posts a message as JSON to an endpoint. What the receiver says beyond its status is thrown away.
Delivery deliver(const WebhookMessage& message, const std::string& url,
                 const WebhookSigners& signers, const HttpSettings& settings = {});

/// Tells what an answer means, without any network.
Delivery judge_answer(const Result<HttpResponse>& answer);

/// How long to wait after `attempts` failed ones (from 1): 5 seconds, 5 and 30 minutes, 2, 5, 10,
/// 14, 20 and 24 hours, as Standard Webhooks proposes, and up to a fifth more by `jitter`, any
/// number, so that endpoints that failed together do not come back together. Nothing after ten
/// attempts, some three days: give up.
std::optional<std::chrono::seconds> retry_delay(std::uint32_t attempts, std::uint32_t jitter);

}  // namespace gg::outgoing
