#pragma once

#include "http/server.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <unordered_map>

namespace gg::http {

class Exchange;

/// What all requests of a server share. *thread-safe*
class Core {
 public:
  Core(Router routes, ServerOptions settings);

  // Constant after construction.
  const Router router;
  const ServerOptions options;

  std::atomic<bool> is_stopping = false;  ///< Answers close their connections.
  std::atomic<bool> is_closed = false;    ///< Requests are answered with 503.

  [[nodiscard]] Instant now() const;
  void log_error(const std::string& what) const;
  std::string make_request_id();

  void add(std::shared_ptr<Exchange> exchange);
  void remove(const Exchange* exchange);
  [[nodiscard]] std::size_t in_flight() const;
  [[nodiscard]] std::vector<std::shared_ptr<Exchange>> exchanges() const;
  /// Waits until no request is left, at most for `time`; whether none is.
  bool wait_until_idle(std::chrono::milliseconds time);

 private:
  const std::string id_prefix_;
  std::atomic<std::uint64_t> ids_ = 0;
  mutable std::mutex mutex_;
  std::condition_variable idle_;
  std::unordered_map<const Exchange*, std::shared_ptr<Exchange>> exchanges_;
};

}  // namespace gg::http
