#include "clearance/consents.h"
#include "clearance/sight.h"
#include "desk/caller.h"
#include "desk/endpoints.h"
#include "desk/outbox.h"
#include "http/metrics.h"
#include "shapes/shapes.h"

#include <algorithm>
#include <tuple>

namespace gg::desk {
namespace {

/// Nothing that waits may wait behind a page.
constexpr std::int64_t inbox_max = 1'000'000;

/// A caller hears of what they may see, of what belongs to no title, and of their own jobs.
http::TopicFilter topics_for(const clearance::Actor& actor) {
  return [actor](std::string_view topic) {
    if (topic.starts_with('@')) return topic.substr(1) == actor.id;  // of somebody's own job
    const auto subject = subject_in(topic);
    return subject.title.empty() || clearance::may_see(actor, subject);
  };
}

/// What is due first comes first; what has no due time comes last, the oldest of it first.
bool is_due_before(const store::Record& left, const store::Record& right) {
  if (left.due.empty() != right.due.empty()) return right.due.empty();
  return std::tie(left.due, left.id) < std::tie(right.due, right.id);
}

void add_item(Json& items, const store::Record& record, std::string why) {
  auto item = to_json(record);
  item["why"] = std::move(why);
  items.push_back(std::move(item));
}

/// Consents that are asked of the caller or of whom they represent, the oldest first.
Result<void> add_consents(store::Snapshot& snapshot, const clearance::Actor& actor, Json& items) {
  store::Query query{.noun = "consent", .states = {"asked"}, .limit = inbox_max};
  TRY(clearance::narrow_to_sight(actor, query));
  TRY_LET(const auto consents, snapshot.list(query));
  for (const auto& consent : consents)
    if (clearance::check_answers_for(actor, consent).has_value())
      add_item(items, consent, why_asked(actor, consent));
  return {};
}

/// What waits for the caller: uses whose reviewers they speak for, questions put to them, and
/// consents that are theirs to give.
Result<http::Response> inbox(store::Snapshot& snapshot, const http::Request& request) {
  const auto& actor = caller_of(request).actor;
  store::Query query{.noun = "use",
                     .states = {"waiting_for_contact", "waiting_for_approval", "information_asked"},
                     .limit = inbox_max};
  TRY(clearance::narrow_to_sight(actor, query));
  Json items = Json::array();
  TRY_LET(auto uses, snapshot.list(query));
  std::ranges::sort(uses, is_due_before);
  for (const auto& use : uses) {
    auto why = why_waiting(actor, use);
    if (!why.empty()) add_item(items, use, std::move(why));
  }
  TRY(add_consents(snapshot, actor, items));
  return http::json(200, {{"items", std::move(items)}, {"next", nullptr}});
}

}  // namespace

void add_event_routes(http::Router& router, Context& context, const std::string& prefix) {
  router.get(prefix + "/events", "get_events",
             [&context](const http::Request& request, const http::Respond& respond) {
               respond(context.events.subscribe(request, topics_for(caller_of(request).actor)));
             });
  router.get(prefix + "/inbox", "get_inbox",
             [&context](const http::Request& request, const http::Respond& respond) {
               read(context, request, respond,
                    [&](store::Snapshot& snapshot) { return inbox(snapshot, request); });
             });
  router.get(prefix + "/openapi.json", "get_openapi",
             [](const http::Request&, const http::Respond& respond) {
               respond(http::json(200, openapi()));
             });
}

bool is_public(std::string_view operation) {
  constexpr std::array open = {
      std::string_view("sign_in"),           std::string_view("ask_reset"),
      std::string_view("begin_device"),      std::string_view("poll_device"),
      std::string_view("start_oidc"),        std::string_view("finish_oidc"),
      std::string_view("get_sign_in"),       std::string_view("first_start"),
      std::string_view("accept_invitation"), std::string_view("enter_by_role"),
      std::string_view("get_openapi"),       std::string_view("get_health"),
      std::string_view("get_readiness"),     std::string_view("get_clearance"),
      std::string_view("get_clearance_key"), std::string_view("get_page"),
      std::string_view("get_ledger_key"),    std::string_view("get_audience_page"),
      std::string_view("get_audience_data"), std::string_view("get_opened")};
  return std::ranges::find(open, operation) != open.end();
}

}  // namespace gg::desk
