#include "desk/outbox.h"

#include "clearance/doc.h"

#include <sstream>
#include <vector>

namespace gg::desk {
namespace {

constexpr std::int64_t events_at_once = 500;

/// "ttl_1 cmp_1 per_1 per_2", with "-" for no company.
std::string topic_of(const store::Message& message) {
  if (message.title.empty()) return {};
  const auto company = clearance::text_at(message.payload, "company");
  std::string topic = message.title + ' ' + (company.empty() ? "-" : company);
  for (const auto& person : clearance::texts_at(message.payload, "people")) topic += ' ' + person;
  return topic;
}

}  // namespace

clearance::Subject subject_in(std::string_view topic) {
  clearance::Subject subject;
  std::istringstream words{std::string(topic)};
  words >> subject.title >> subject.company;
  if (subject.company == "-") subject.company.clear();
  for (std::string person; words >> person;) subject.people.push_back(person);
  return subject;
}

Result<std::size_t> send_events(clearance::Clearance& desk, http::EventHub& hub) {
  std::vector<store::Message> waiting;
  const auto now = text_of(desk.world().now());
  TRY(desk.read([&](store::Snapshot& snapshot) -> Result<void> {
    TRY_LET(waiting, snapshot.waiting("event", now, events_at_once));
    return {};
  }));
  if (waiting.empty()) return std::size_t{0};
  for (const auto& message : waiting)
    TRY(hub.publish({.topic = topic_of(message),
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
