#include "desk/outbox.h"

#include <vector>

namespace gg::desk {
namespace {

constexpr std::int64_t events_at_once = 500;

}  // namespace

Result<std::size_t> send_events(clearance::Clearance& desk, http::EventHub& hub) {
  std::vector<store::Message> waiting;
  const auto now = text_of(desk.world().now());
  TRY(desk.read([&](store::Snapshot& snapshot) -> Result<void> {
    TRY_LET(waiting, snapshot.waiting("event", now, events_at_once));
    return {};
  }));
  if (waiting.empty()) return std::size_t{0};
  for (const auto& message : waiting)
    TRY(hub.publish({.topic = message.title,
                     .id = std::to_string(message.id),
                     .name = message.topic,
                     .data = message.payload.dump()}));
  const auto last = waiting.back().id;
  TRY(desk.store().write([last, now](store::Transaction& transaction) {
    return transaction.mark_sent("event", last, now);
  }));
  return waiting.size();
}

}  // namespace gg::desk
