#include "outgoing/delivery.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace gg::outgoing {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::array<seconds, 9> delays = {seconds(5), minutes(5), minutes(30), hours(2), hours(5),
                                           hours(10),  hours(14),  hours(20),   hours(24)};
constexpr seconds after_max = hours(24);

/// Retry-After in seconds (RFC 9110 §10.2.3); its form as a date is passed over.
std::optional<seconds> retry_after(const HttpResponse& response) {
  const auto text = response.header("retry-after");
  std::int64_t count = 0;
  const auto* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, count);
  if (read.ec != std::errc() || read.ptr != end || count < 0) return std::nullopt;
  return std::min(seconds(count), after_max);
}

}  // namespace

Delivery judge_answer(const Result<HttpResponse>& answer) {
  if (!answer) {
    // An answer that is too large was an answer; one refused address will be refused again.
    const bool refused = answer.error().kind == ErrorKind::InvalidInput;
    return {.outcome = refused ? Delivery::Outcome::Stop : Delivery::Outcome::TryAgain,
            .message = answer.error().message};
  }
  Delivery delivery{.status = answer->status,
                    .message = "answered " + std::to_string(answer->status)};
  if (answer->status >= 200 && answer->status < 300)
    delivery.outcome = Delivery::Outcome::Delivered;
  else if (answer->status == 410)
    delivery.outcome = Delivery::Outcome::Stop;
  else
    delivery.after = retry_after(*answer);
  return delivery;
}

Delivery deliver(const WebhookMessage& message, const std::string& url,
                 const WebhookSigners& signers, const HttpSettings& settings) {
  auto headers = webhook_headers(message, signers);
  headers.push_back({"Content-Type", "application/json"});
  return judge_answer(send_http(
      {.method = HttpMethod::Post, .url = url, .headers = std::move(headers), .body = message.body},
      settings));
}

std::optional<seconds> retry_delay(std::uint32_t attempts, std::uint32_t jitter) {
  if (attempts == 0) return seconds(0);
  if (attempts > delays.size()) return std::nullopt;
  const auto delay = delays[attempts - 1];
  const auto more = (static_cast<std::uint64_t>(delay.count()) * jitter / 5) >> 32U;
  return delay + seconds(static_cast<std::int64_t>(more));
}

}  // namespace gg::outgoing
