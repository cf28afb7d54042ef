#include "clearance/bulk.h"
#include "clearance/summary.h"
#include "desk/caller.h"
#include "desk/context.h"
#include "desk/endpoints.h"

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

}  // namespace

void add_overview_routes(http::Router& router, Context& context, const std::string& prefix) {
  router.post(prefix + "/bulk", "act_in_bulk",
              [&context](const http::Request& request, http::Respond respond) {
                bulk(context, request, std::move(respond));
              });
  const auto summarise = [&context](const http::Request& request, const http::Respond& respond) {
    summary(context, request, respond);
  };
  router.get(prefix + "/summary", "get_summary", summarise);
  router.get(prefix + "/titles/{id}/summary", "get_title_summary", summarise);
}

}  // namespace gg::desk
