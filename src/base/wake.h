#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <stop_token>

namespace gg {

/// Tells threads that something has happened, so that none has to look every moment. A ring that
/// comes between looking and waiting is not lost: who waits says which rings they know of.
/// *thread-safe*
class Wake {
 public:
  void ring() {
    {
      const std::scoped_lock lock(mutex_);
      ++rings_;
    }
    changed_.notify_all();
  }

  /// How often it rang.
  [[nodiscard]] std::uint64_t rings() const {
    const std::scoped_lock lock(mutex_);
    return rings_;
  }

  /// Waits until it has rung more than `known` times, for at most this long, or until asked to
  /// stop.
  void wait(std::uint64_t known, const std::stop_token& stop, std::chrono::milliseconds at_most) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, stop, at_most, [&] { return rings_ > known; });
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  std::uint64_t rings_ = 0;  ///< Behind `mutex_`.
};

}  // namespace gg
