#include "clearance/activity.h"
#include "clearance/bulk.h"
#include "clearance/sight.h"
#include "clearance/summary.h"
#include "desk/caller.h"
#include "desk/context.h"
#include "desk/endpoints.h"
#include "desk/query.h"

#include <charconv>
#include <limits>

namespace gg::desk {
namespace {

void bulk(Context& context, const http::Request& request, http::Respond respond) {
  auto body = body_of(request);
  if (!body.has_value()) return respond(problem_for(body.error(), request));
  write_many(context, request, std::move(respond),
             [body = *std::move(body)](clearance::Work& work) {
               return clearance::act_on_many(work, body);
             });
}

void summary(Context& context, const http::Request& request, const http::Respond& respond) {
  read(context, request, respond, [&](store::Snapshot& snapshot) -> Result<http::Response> {
    TRY_LET(const auto summary, clearance::summary_of(snapshot, caller_of(request).actor,
                                                      context.register_.world().now(),
                                                      std::string(request.parameter("id"))));
    return http::json(200, summary);
  });
}

/// How many uses there are, by title and state: what lists of titles show.
Result<http::Response> counts(store::Snapshot& snapshot, const http::Request& request) {
  store::Query query{.noun = "use", .titles = values_of(request, "title")};
  TRY(clearance::narrow_to_sight(caller_of(request).actor, query));
  TRY_LET(const auto tally, snapshot.tally(query));
  Json items = Json::array();
  for (const auto& one : tally)
    items.push_back({{"title", one.title}, {"state", one.state}, {"count", one.count}});
  return http::json(200, {{"items", std::move(items)}, {"next", nullptr}});
}

Result<std::int64_t> position_before(const http::Request& request) {
  const auto text = request.query.find("before");
  if (!text) return std::numeric_limits<std::int64_t>::max();
  std::int64_t position = 0;
  const auto* end = text->data() + text->size();
  if (std::from_chars(text->data(), end, position).ptr != end || position < 0)
    return fail(Error{ErrorKind::InvalidInput, "/before: write the position of an entry, from 0"});
  return position;
}

Result<http::Response> activity(store::Snapshot& snapshot, const http::Request& request) {
  TRY_LET(const auto limit, limit_of(request));
  TRY_LET(const auto before, position_before(request));
  TRY_LET(const auto page,
          clearance::activity_of(snapshot, caller_of(request).actor,
                                 std::string(request.parameter("id")), before, limit));
  return http::json(200, page);
}

}  // namespace

void add_overview_routes(http::Router& router, Context& context, const std::string& prefix) {
  router.post(prefix + "/bulk", "act_in_bulk",
              [&context](const http::Request& request, http::Respond respond) {
                bulk(context, request, std::move(respond));
              });
  const auto reading = [&context](auto answer) {
    return [&context, answer](const http::Request& request, const http::Respond& respond) {
      read(context, request, respond,
           [&](store::Snapshot& snapshot) { return answer(snapshot, request); });
    };
  };
  router.get(prefix + "/counts", "count_uses", reading(counts));
  router.get(prefix + "/titles/{id}/activity", "get_title_activity", reading(activity));
  const auto summarise = [&context](const http::Request& request, const http::Respond& respond) {
    summary(context, request, respond);
  };
  router.get(prefix + "/summary", "get_summary", summarise);
  router.get(prefix + "/titles/{id}/summary", "get_title_summary", summarise);
}

}  // namespace gg::desk
