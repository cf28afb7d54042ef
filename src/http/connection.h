#pragma once

#include "base/descriptor.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <vector>

namespace gg::http {

/// When an open connection is shut down, unless it gets on before. *thread-safe*
class Deadline {
 public:
  using Clock = std::chrono::steady_clock;

  void set(Clock::time_point at) { at_ = at.time_since_epoch().count(); }
  void clear() { at_ = never; }
  [[nodiscard]] bool is_over(Clock::time_point now) const {
    return now.time_since_epoch().count() > at_;
  }

 private:
  static constexpr Clock::rep never = Clock::duration::max().count();
  std::atomic<Clock::rep> at_ = never;
};

/// The open connections. Shuts down those that are over their deadline, and lets a client whose
/// upload was refused read that answer: closed at once, its unread bytes would make the kernel
/// throw the answer away (RFC 9112 section 9.6). *thread-safe*
class Connections {
 public:
  explicit Connections(std::chrono::milliseconds tick);
  Connections(const Connections&) = delete;
  Connections& operator=(const Connections&) = delete;
  ~Connections();

  /// The deadline of a connection that was just opened; the connection's until `close`.
  Deadline* open(int socket);
  void close(const Deadline* deadline);

  /// Reads what still comes from `socket` for a while, after the connection itself is closed.
  void linger(int socket);

 private:
  struct Open {
    std::unique_ptr<Deadline> deadline;
    int socket;
  };
  struct Lingering {
    Descriptor socket;
    Deadline::Clock::time_point until;
  };

  bool is_stopped_within(std::chrono::milliseconds time, const std::stop_token& stop);
  void shut_down_late();
  void take_refused();
  void drain_lingering();

  // Guarded by the mutex.
  std::mutex mutex_;
  std::unordered_map<const Deadline*, Open> open_;
  std::vector<Lingering> refused_;

  std::condition_variable_any stops_;
  std::vector<Lingering> lingering_;  ///< The watching thread's only.
  std::jthread watch_;
};

}  // namespace gg::http
