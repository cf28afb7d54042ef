#pragma once

#include "http/response.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace gg::http {

/// How much is allowed: `requests` at once, and as many again over each `window`. *value*
struct RatePolicy {
  std::string name;  ///< Letters, digits, '-' and '_': "sign-in".
  std::uint64_t requests = 60;
  std::chrono::seconds window{60};
};

/// Whether one more request was within the policy.
struct RateAnswer {
  bool is_allowed = true;
  std::uint64_t remaining = 0;
  std::chrono::seconds full_in{0};   ///< Until the whole quota is there again.
  std::chrono::seconds retry_in{0};  ///< When refused: until one request would be allowed.
};

/// A token bucket for each key (address, account, API key), as the generic cell rate algorithm
/// (ITU-T I.371): one instant a key. Keeps at most `keys_max` keys and forgets the least recently
/// seen. *thread-safe*
class RateLimiter {
 public:
  using Now = std::function<std::chrono::steady_clock::time_point()>;

  explicit RateLimiter(RatePolicy policy, std::size_t keys_max = 100'000,
                       Now now = std::chrono::steady_clock::now);
  RateLimiter(const RateLimiter&) = delete;
  RateLimiter& operator=(const RateLimiter&) = delete;
  ~RateLimiter();

  RateAnswer take(std::string_view key);
  [[nodiscard]] std::size_t keys() const;
  [[nodiscard]] const RatePolicy& policy() const { return policy_; }

 private:
  struct Table;
  const RatePolicy policy_;
  const std::size_t keys_max_;
  const Now now_;
  std::unique_ptr<Table> table_;
};

/// The fields RateLimit-Policy and RateLimit (draft-ietf-httpapi-ratelimit-headers-10).
void add_rate_fields(const RatePolicy& policy, const RateAnswer& answer, Headers& headers);

/// 429 with Retry-After, the fields above and the draft's problem type.
Response too_many_requests(const RatePolicy& policy, const RateAnswer& answer);

}  // namespace gg::http
