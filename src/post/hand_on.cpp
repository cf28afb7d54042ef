#include "clearance/doc.h"
#include "clearance/entry.h"
#include "post/message.h"

#include <algorithm>
#include <limits>

namespace gg::post {
namespace {

constexpr std::int64_t handed_at_once = 32;  // others wait for the writer meanwhile
constexpr std::int64_t endpoints_max = 1000;

/// "*" is every topic, "use.*" every one of a noun.
bool wants(const store::Record& endpoint, const store::Message& waiting) {
  const auto titles = clearance::texts_at(endpoint.doc, "titles");
  if (!titles.empty() && std::ranges::find(titles, waiting.title) == titles.end()) return false;
  const auto events = clearance::texts_at(endpoint.doc, "events");
  return std::ranges::any_of(events, [&](const std::string& event) {
    if (!event.ends_with('*')) return event == waiting.topic;
    return waiting.topic.starts_with(std::string_view(event).substr(0, event.size() - 1));
  });
}

Result<Json> body_for(clearance::Work& work, const store::Message& waiting) {
  auto data = waiting.payload;
  const auto tree =
      waiting.title.empty() ? std::string(clearance::installation_tree) : waiting.title;
  TRY_LET(data["checkpoint"],
          work.transaction.checkpoint(tree, std::numeric_limits<std::int64_t>::max()));
  return Json{{"type", waiting.topic}, {"timestamp", waiting.created}, {"data", std::move(data)}};
}

Message message_from(clearance::Work& work, const store::Message& waiting,
                     const std::string& receiver, Json payload) {
  return {.id = clearance::new_id(work, "msg"),
          .channel = waiting.channel,
          .receiver = receiver,
          .topic = waiting.topic,
          .title = waiting.title,
          .payload = std::move(payload)};
}

Result<void> hand_to_endpoints(clearance::Work& work, const store::Message& waiting,
                               const std::vector<store::Record>& endpoints) {
  for (const auto& endpoint : endpoints) {
    if (!wants(endpoint, waiting)) continue;
    TRY_LET(auto body, body_for(work, waiting));
    TRY(add_message(work, message_from(work, waiting, endpoint.id, std::move(body))));
  }
  return {};
}

/// Mail for who is no person here is for nobody, and holds nothing up.
Result<void> hand_to_person(clearance::Work& work, const store::Message& waiting) {
  const auto to = clearance::text_at(waiting.payload, "to");
  TRY_LET(const auto person, work.transaction.find(to));
  if (!person || person->noun != "person") return {};
  return add_message(work, message_from(work, waiting, to, waiting.payload));
}

}  // namespace

Result<std::size_t> hand_on(clearance::Work& work, std::string_view channel) {
  TRY_LET(const auto waiting, work.transaction.waiting(channel, 0, handed_at_once));
  if (waiting.empty()) return std::size_t{0};
  std::vector<store::Record> endpoints;
  if (channel == "webhook") {
    TRY_LET(endpoints, work.transaction.list(
                           {.noun = "webhook", .states = {"active"}, .limit = endpoints_max}));
  }
  for (const auto& one : waiting) {
    if (channel == "webhook") TRY(hand_to_endpoints(work, one, endpoints));
    if (channel == "mail") TRY(hand_to_person(work, one));
  }
  TRY(work.transaction.mark_sent(channel, waiting.back().id, text_of(work.now)));
  return waiting.size();
}

}  // namespace gg::post
