#include "clearance/doc.h"
#include "clearance/policy.h"
#include "desk/acting.h"
#include "desk/caller.h"
#include "desk/endpoints.h"
#include "http/problem.h"
#include "outgoing/webhook.h"
#include "post/message.h"
#include "post/webhooks.h"
#include "shapes/shapes.h"

#include <charconv>
#include <memory>

namespace gg::desk {
namespace {

using clearance::Work;
using outgoing::WebhookSecret;

/// Runs an act that gives an endpoint a secret, and shows the secret with it, this once.
void with_secret(Context& context, const http::Request& request, http::Respond respond,
                 std::function<Result<store::Record>(Work&, const WebhookSecret&)> act) {
  const auto secret = std::make_shared<WebhookSecret>(WebhookSecret::random());
  context.register_.submit(
      caller_of(request).actor,
      [act = std::move(act), secret](Work& work) { return act(work, *secret); },
      [&request, respond = std::move(respond), secret](Result<store::Record> result) {
        if (!result.has_value()) return respond(problem_for(result.error(), request));
        auto json = to_json(*result);
        json["secret"] = secret->text();
        auto response = http::json(201, json);
        response.compression = http::Response::Compression::Never;
        respond(std::move(response));
      });
}

void create_webhook(Context& context, const http::Request& request, http::Respond respond) {
  auto body = body_of(request);
  if (!body.has_value()) return respond(problem_for(body.error(), request));
  with_secret(context, request, std::move(respond),
              [&context, body = *std::move(body)](Work& work, const WebhookSecret& secret) {
                return post::create_webhook(work, body, context.post_key, secret,
                                            context.trusted_hosts);
              });
}

void renew_secret(Context& context, const http::Request& request, http::Respond respond) {
  with_secret(context, request, std::move(respond),
              [&context, id = std::string(request.parameter("id"))](Work& work,
                                                                    const WebhookSecret& secret) {
                return post::renew_secret(work, id, context.post_key, secret);
              });
}

std::string asked_for(const http::Request& request, std::string_view name) {
  return std::string(request.query.find(name).value_or(std::string_view()));
}

/// Letters and calls that wait, went out or were given up, without what stands in them.
Result<http::Response> messages(store::Snapshot& snapshot, const http::Request& request) {
  TRY(clearance::authorise(caller_of(request).actor, clearance::Right::ManageSettings, {}));
  constexpr std::int64_t messages_of_page = 100;
  TRY_LET(const auto found,
          post::list_messages(snapshot, {.channel = asked_for(request, "channel"),
                                         .receiver = asked_for(request, "receiver"),
                                         .state = asked_for(request, "state"),
                                         .after = asked_for(request, "cursor"),
                                         .limit = messages_of_page}));
  Json items = Json::array();
  for (const auto& message : found) items.push_back(post::to_json(message));
  const bool may_be_more = std::ssize(found) == messages_of_page;
  return http::json(
      200, {{"items", std::move(items)}, {"next", may_be_more ? Json(found.back().id) : Json()}});
}

void send_again(Context& context, const http::Request& request, http::Respond respond) {
  const auto id = std::string(request.parameter("id"));
  context.register_.submit(
      caller_of(request).actor,
      [id](Work& work) -> Result<store::Record> {
        TRY(post::send_again(work, id));
        return store::Record{};
      },
      [&request, respond = std::move(respond)](Result<store::Record> result) {
        respond(result.has_value() ? http::json(202, {{"status", "waiting"}})
                                   : problem_for(result.error(), request));
      });
}

void ping(Context& context, const http::Request& request, http::Respond respond) {
  const auto id = std::string(request.parameter("id"));
  context.register_.submit(
      caller_of(request).actor, [id](Work& work) { return post::ping_webhook(work, id); },
      [&request, respond = std::move(respond)](Result<store::Record> result) {
        respond(result.has_value() ? http::json(202, {{"status", "waiting"}})
                                   : problem_for(result.error(), request));
      });
}

using PostHandler = void (*)(Context&, const http::Request&, http::Respond);

http::Handler posting(Context& context, PostHandler handler) {
  return [&context, handler](const http::Request& request, http::Respond respond) {
    handler(context, request, std::move(respond));
  };
}

}  // namespace

void add_post_routes(http::Router& router, Context& context, const std::string& prefix) {
  const auto webhook = prefix + "/webhooks/{id}";
  router.post(prefix + "/webhooks", "create_webhook", posting(context, create_webhook));
  router.post(webhook + "/secret", "renew_webhook_secret", posting(context, renew_secret));
  router.post(webhook + "/ping", "ping_webhook", posting(context, ping));
  router.post(webhook + "/enable", "enable_webhook",
              acting(context, 200, Versioned::Yes, [](Work& work, const Asked& asked) {
                return post::enable_webhook(work, asked.id, asked.version);
              }));
  router.post(webhook + "/pause", "pause_webhook",
              acting(context, 200, Versioned::Yes,
                     [](Work& work, const Asked& asked) -> Result<store::Record> {
                       TRY(check_shape(asked.body, "Reason"));
                       return post::pause_webhook(
                           work, asked.id, clearance::text_at(asked.body, "reason"), asked.version);
                     }));
  router.get(prefix + "/messages", "list_messages",
             [&context](const http::Request& request, const http::Respond& respond) {
               read(context, request, respond,
                    [&](store::Snapshot& snapshot) { return messages(snapshot, request); });
             });
  router.post(prefix + "/messages/{id}/again", "send_message_again", posting(context, send_again));
}

}  // namespace gg::desk
