#include "desk/outbox.h"

#include "clearance/doc.h"

#include <sstream>
#include <vector>

namespace gg::desk {
namespace {

constexpr std::int64_t events_at_once = 500;
constexpr std::chrono::seconds mark_every{1};

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

Result<void> EventPump::publish() {
  while (true) {
    std::vector<store::Message> waiting;
    TRY(desk_.read([&](store::Snapshot& snapshot) -> Result<void> {
      TRY_LET(waiting, snapshot.waiting("event", published_, events_at_once));
      return {};
    }));
    for (const auto& message : waiting) {
      TRY(hub_.publish({.topic = topic_of(message),
                        .id = std::to_string(message.id),
                        .name = message.topic,
                        .data = message.payload.dump()}));
      published_ = message.id;
    }
    if (std::ssize(waiting) < events_at_once) return {};
  }
}

Result<void> EventPump::mark(When when) {
  const auto now = std::chrono::steady_clock::now();
  if (published_ == marked_ || (when == When::InTime && now < next_mark_)) return {};
  next_mark_ = now + mark_every;
  const auto last = published_;
  const auto at = text_of(desk_.world().now());
  TRY(desk_.store().write([last, at](store::Transaction& transaction) {
    return transaction.mark_sent("event", last, at);
  }));
  marked_ = last;
  return {};
}

}  // namespace gg::desk
