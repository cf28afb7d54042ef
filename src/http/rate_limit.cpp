#include "http/rate_limit.h"

#include "base/check.h"
#include "http/problem.h"
#include "http/token.h"

#include <algorithm>
#include <list>
#include <mutex>
#include <unordered_map>

namespace gg::http {
namespace {

using Instant = std::chrono::steady_clock::time_point;
using std::chrono::nanoseconds;
using std::chrono::seconds;

struct Key {
  std::string name;
  Instant full_at;  ///< When the bucket is full again.
};

}  // namespace

struct RateLimiter::Table {
  std::mutex mutex;
  std::list<Key> keys;  ///< Most recently seen first.
  std::unordered_map<std::string_view, std::list<Key>::iterator> index;

  Key& at(std::string_view name, Instant now, std::size_t keys_max) {
    if (const auto found = index.find(name); found != index.end()) {
      keys.splice(keys.begin(), keys, found->second);
      return keys.front();
    }
    if (keys.size() >= keys_max) {
      index.erase(keys.back().name);
      keys.pop_back();
    }
    keys.push_front({std::string(name), now});
    index.emplace(keys.front().name, keys.begin());
    return keys.front();
  }
};

RateLimiter::RateLimiter(RatePolicy policy, std::size_t keys_max, Now now)
    : policy_(std::move(policy)),
      keys_max_(keys_max),
      now_(std::move(now)),
      table_(std::make_unique<Table>()) {
  GG_CHECK(is_token(policy_.name) && policy_.requests > 0 && policy_.window > seconds(0));
  GG_CHECK(keys_max_ > 0);
}

RateLimiter::~RateLimiter() = default;

RateAnswer RateLimiter::take(std::string_view key) {
  const auto now = now_();
  const nanoseconds window = policy_.window;
  const nanoseconds cost = window / static_cast<std::int64_t>(policy_.requests);
  const std::scoped_lock lock(table_->mutex);
  auto& full_at = table_->at(key, now, keys_max_).full_at;
  const auto full_then = std::max(full_at, now) + cost;
  RateAnswer answer{.is_allowed = full_then - now <= window};
  if (answer.is_allowed)
    full_at = full_then;
  else
    answer.retry_in = std::chrono::ceil<seconds>(full_then - now - window);
  const auto used = std::max(full_at, now) - now;
  answer.remaining = static_cast<std::uint64_t>((window - used) / cost);
  answer.full_in = std::chrono::ceil<seconds>(used);
  return answer;
}

std::size_t RateLimiter::keys() const {
  const std::scoped_lock lock(table_->mutex);
  return table_->keys.size();
}

void add_rate_fields(const RatePolicy& policy, const RateAnswer& answer, Headers& headers) {
  headers.set("RateLimit-Policy", '"' + policy.name + "\";q=" + std::to_string(policy.requests) +
                                      ";w=" + std::to_string(policy.window.count()));
  headers.set("RateLimit", '"' + policy.name + "\";r=" + std::to_string(answer.remaining) +
                               ";t=" + std::to_string(answer.full_in.count()));
}

Response too_many_requests(const RatePolicy& policy, const RateAnswer& answer) {
  const auto wait = std::to_string(answer.retry_in.count());
  auto response = problem(
      Problem{.status = 429,
              .type = "https://iana.org/assignments/http-problem-types#quota-exceeded",
              .detail = "more than " + std::to_string(policy.requests) + " requests in " +
                        std::to_string(policy.window.count()) + " s; try again in " + wait + " s"});
  response.headers.set("Retry-After", wait);
  add_rate_fields(policy, answer, response.headers);
  return response;
}

}  // namespace gg::http
