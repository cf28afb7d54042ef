#include "http/event_hub.h"

#include "http/event_log.h"
#include "http/problem.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <vector>

namespace gg::http {
namespace {

using Wake = ByteSource::Wake;
using WakeFunction = std::function<void(Wake)>;

constexpr std::string_view greeting = "retry: 3000\n\n";
constexpr std::string_view heartbeat_comment = ":\n\n";
constexpr std::string_view reset_event = "event: reset\ndata: {}\n\n";
constexpr std::string_view bye_event = "event: bye\ndata: {}\n\n";

bool is_one_line(std::string_view text) {
  return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

std::string frame_of(const Event& event) {
  std::string frame = event.id.empty() ? "" : "id: " + event.id + "\n";
  frame += "event: " + event.name + "\n";
  for (std::string_view data = event.data;;) {
    const auto end = std::min(data.find_first_of("\r\n"), data.size());
    frame += "data: ";
    frame += data.substr(0, end);
    frame += '\n';
    if (end == data.size()) break;
    data.remove_prefix(end + (data.substr(end).starts_with("\r\n") ? 2 : 1));
  }
  return frame += '\n';
}

/// Wakes to call once no lock is held.
class Wakes {
 public:
  void add(const std::shared_ptr<WakeFunction>& wake, Wake why) {
    if (wake) list_.emplace_back(wake, why);
  }
  void call() const {
    for (const auto& [wake, why] : list_) (*wake)(why);
  }

 private:
  std::vector<std::pair<std::shared_ptr<WakeFunction>, Wake>> list_;
};

/// Where one client is. All members are guarded by the hub's lock.
struct Place {
  TopicFilter filter;
  std::shared_ptr<WakeFunction> wake;
  std::uint64_t next = 0;   ///< Sequence number of the first event not yet sent.
  std::string first_words;  ///< To be sent before any event.
  bool is_waiting = false;  ///< Has all there is: to be woken.
  bool is_finishing = false;
  bool has_finished = false;
  bool is_cut = false;
};

}  // namespace

struct EventHub::Shared {
  explicit Shared(const EventLimits& limit)
      : limits(limit), events(limit.events_max, limit.events_bytes_max) {}

  class Stream;

  const EventLimits limits;
  std::mutex mutex;
  std::condition_variable_any heartbeat_stops;
  EventLog events;
  std::vector<Place*> places;
  bool is_closed = false;

  void tell(Place& place, std::string_view topic, Wakes& wakes) const {
    if (place.is_waiting && !place.filter(topic)) {
      place.next = events.end();
    } else if (place.is_waiting) {
      place.is_waiting = false;
      wakes.add(place.wake, Wake::HasBytes);
    } else if (place.next < events.first() && !place.is_cut) {
      place.is_cut = true;
      wakes.add(place.wake, Wake::CutOff);
    }
  }

  /// Gives every waiting place something to say.
  template <class Change>
  Wakes wake_all(Change change) {
    Wakes wakes;
    const std::scoped_lock lock(mutex);
    for (auto* place : places) {
      if (!change(*place) || !place->is_waiting) continue;
      place->is_waiting = false;
      wakes.add(place->wake, Wake::HasBytes);
    }
    return wakes;
  }

  /// A comment now and then shows both sides whether the connection still lives.
  void beat_until(const std::stop_token& stop) {
    const auto add_heartbeat = [](Place& place) {
      if (place.is_waiting) place.first_words = heartbeat_comment;
      return true;
    };
    while (!is_stopped_within(limits.heartbeat, stop)) wake_all(add_heartbeat).call();
  }

  bool is_stopped_within(std::chrono::milliseconds time, const std::stop_token& stop) {
    std::unique_lock lock(mutex);
    heartbeat_stops.wait_for(lock, stop, time, [] { return false; });
    return stop.stop_requested();
  }

  void add_events(Place& place, std::string& out, std::size_t bytes_max) const {
    for (; place.next < events.end() && out.size() < bytes_max; ++place.next) {
      const auto& entry = events.at(place.next);
      if (place.filter(entry.topic)) out += entry.frame;
    }
  }
};

/// One client's stream.
class EventHub::Shared::Stream final : public ByteSource {
 public:
  Stream(std::shared_ptr<Shared> hub, Place place)
      : hub_(std::move(hub)), place_(std::move(place)) {}
  ~Stream() override {
    const std::scoped_lock lock(hub_->mutex);
    std::erase(hub_->places, &place_);
  }

  Pulled pull(std::string& out, std::size_t bytes_max) override {
    const std::scoped_lock lock(hub_->mutex);
    if (place_.next < hub_->events.first()) return Pulled::End;
    const auto size_before = out.size();
    out += std::exchange(place_.first_words, {});
    hub_->add_events(place_, out, bytes_max);
    if (out.size() == size_before && place_.is_finishing) {
      if (std::exchange(place_.has_finished, true)) return Pulled::End;
      out += bye_event;
    }
    place_.is_waiting = out.size() == size_before;
    return place_.is_waiting ? Pulled::NothingYet : Pulled::Bytes;
  }

  void set_wake(WakeFunction wake) override {
    const std::scoped_lock lock(hub_->mutex);
    place_.wake = std::make_shared<WakeFunction>(std::move(wake));
  }

  void finish() override {
    Wakes wakes;
    {
      const std::scoped_lock lock(hub_->mutex);
      place_.is_finishing = true;
      if (std::exchange(place_.is_waiting, false)) wakes.add(place_.wake, Wake::HasBytes);
    }
    wakes.call();
  }

  Place& place() { return place_; }

 private:
  const std::shared_ptr<Shared> hub_;
  Place place_;
};

EventHub::EventHub(const EventLimits& limits)
    : shared_(std::make_shared<Shared>(limits)),
      heartbeat_([shared = shared_](const std::stop_token& stop) { shared->beat_until(stop); }) {}

EventHub::~EventHub() { close(); }

Result<void> EventHub::publish(const Event& event) {
  if (!is_one_line(event.id) || !is_one_line(event.name))
    return fail(Error{ErrorKind::InvalidInput, "an event's id and name must be one line of text"});
  auto frame = frame_of(event);
  if (frame.size() > shared_->limits.event_bytes_max)
    return fail(Error{ErrorKind::LimitExceeded,
                      "an event of " + std::to_string(frame.size()) + " bytes; at most " +
                          std::to_string(shared_->limits.event_bytes_max) +
                          ": send a reference to what changed"});
  Wakes wakes;
  {
    const std::scoped_lock lock(shared_->mutex);
    shared_->events.add({event.topic, event.id, std::move(frame)});
    for (auto* place : shared_->places) shared_->tell(*place, event.topic, wakes);
  }
  wakes.call();
  return {};
}

Response EventHub::subscribe(const Request& request, TopicFilter filter) {
  const auto last = request.headers.find("Last-Event-ID");
  std::shared_ptr<Shared::Stream> stream;
  {
    const std::scoped_lock lock(shared_->mutex);
    if (shared_->is_closed || shared_->places.size() >= shared_->limits.subscribers_max) {
      auto response = problem(Problem{.status = 503, .detail = "no more event streams now"});
      response.headers.set("Retry-After", "10");
      return response;
    }
    const auto& events = shared_->events;
    const auto after = last ? events.after(*last) : events.end();
    Place place{.filter = std::move(filter),
                .wake = nullptr,
                .next = after.value_or(events.end()),
                .first_words = std::string(greeting)};
    if (!after) place.first_words += reset_event;
    stream = std::make_shared<Shared::Stream>(shared_, std::move(place));
    shared_->places.push_back(&stream->place());
  }
  return {.status = 200,
          .headers = {{"Content-Type", "text/event-stream"},
                      {"Cache-Control", "no-store"},
                      {"X-Accel-Buffering", "no"}},
          .body = std::shared_ptr<ByteSource>(std::move(stream))};
}

void EventHub::close() {
  {
    const std::scoped_lock lock(shared_->mutex);
    shared_->is_closed = true;
  }
  shared_->wake_all([](Place& place) { return place.is_finishing = true; }).call();
}

std::size_t EventHub::subscribers() const {
  const std::scoped_lock lock(shared_->mutex);
  return shared_->places.size();
}

}  // namespace gg::http
