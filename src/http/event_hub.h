#pragma once

#include "base/result.h"
#include "http/request.h"
#include "http/response.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

namespace gg::http {

/// One thing that happened. *value*
struct Event {
  std::string topic;  ///< What subscriptions are filtered by; not sent.
  std::string id;     ///< What a client that reconnects sends as Last-Event-ID; empty: a passing
                      ///< one that nobody asks for again.
  std::string name;   ///< "use_decided"
  std::string data;   ///< JSON.
};

struct EventLimits {
  std::size_t events_max = 1024;            ///< Kept for clients that reconnect.
  std::size_t events_bytes_max = 8U << 20;  ///< Of all events kept.
  std::size_t event_bytes_max = 64U << 10;
  std::size_t subscribers_max = 4096;
  std::chrono::milliseconds heartbeat{15'000};
};

/// Which topics a subscriber may see. Called while an event is published: quick, without locks.
using TopicFilter = std::function<bool(std::string_view topic)>;

/// Events to browsers (server-sent events, WHATWG HTML section 9.2). Keeps the last events once for
/// all: a subscriber is a place in that list, so idle ones cost little and no publisher ever waits.
/// A reader whose place is no longer kept is too slow and is cut off; it may reconnect, and finds
/// out by an event "reset" that it missed some. *thread-safe*
class EventHub {
 public:
  explicit EventHub(const EventLimits& limits = {});
  EventHub(const EventHub&) = delete;
  EventHub& operator=(const EventHub&) = delete;
  ~EventHub();

  /// Errors: InvalidInput for an id or name with a line end or NUL, LimitExceeded for an event over
  /// `event_bytes_max`.
  Result<void> publish(const Event& event);

  /// The stream as an answer: what came after Last-Event-ID if that event is still kept, or
  /// "reset", then what comes. 503 beyond `subscribers_max` or after `close`.
  Response subscribe(const Request& request, TopicFilter filter);

  /// Ends all streams with a last event "bye", and takes no more.
  void close();

  [[nodiscard]] std::size_t subscribers() const;

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;
  std::jthread heartbeat_;
};

}  // namespace gg::http
