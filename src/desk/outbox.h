#pragma once

#include "clearance/clearance.h"
#include "clearance/sight.h"
#include "http/event_hub.h"

#include <chrono>
#include <cstdint>
#include <string_view>

namespace gg::desk {

/// Publishes the events that wait in the outbox, in their order. What was published is marked from
/// time to time, not each time: after a crash the last events are published once more, with the ids
/// they had. *single thread*
class EventPump {
 public:
  EventPump(clearance::Clearance& desk, http::EventHub& hub) : desk_(desk), hub_(hub) {}

  /// Publishes what is there. Errors: Unavailable.
  Result<void> publish();
  /// Marks what was published, when it is time or `now` says so. Errors: Unavailable.
  enum class When : std::uint8_t { InTime, Now };
  Result<void> mark(When when);

 private:
  clearance::Clearance& desk_;
  http::EventHub& hub_;
  std::int64_t published_ = 0;
  std::int64_t marked_ = 0;
  std::chrono::steady_clock::time_point next_mark_{};
};

/// What an event is about, out of the topic it was published under: who hears of it.
clearance::Subject subject_in(std::string_view topic);

}  // namespace gg::desk
