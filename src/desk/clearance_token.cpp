#include "desk/clearance_token.h"

#include "clearance/clear_use.h"
#include "clearance/doc.h"
#include "desk/caller.h"
#include "http/problem.h"
#include "secrets/jwt.h"

#include <chrono>

namespace gg::desk {
namespace {

constexpr std::chrono::minutes lifetime{60};

std::chrono::sys_seconds seconds_of(Moment moment) {
  return std::chrono::floor<std::chrono::seconds>(moment);
}

Json claims_of(const Context& context, const store::Record& use, const std::string& token_id,
               Moment now) {
  const auto issued = seconds_of(now).time_since_epoch().count();
  Json claims{{"iss", context.name}, {"aud", "generator"},
              {"sub", use.id},       {"jti", token_id},
              {"iat", issued},       {"exp", issued + std::chrono::seconds(lifetime).count()},
              {"title", use.title},  {"use_version", use.version}};
  if (const auto approval = clearance::text_at(use.doc, "approval"); !approval.empty())
    claims["approval"] = approval;
  return claims;
}

void issue(Context& context, const http::Request& request, http::Respond respond) {
  const auto id = std::string(request.parameter("id"));
  const auto token_id = std::make_shared<std::string>();
  context.register_.submit(
      caller_of(request).actor,
      [id, token_id](clearance::Work& work) -> Result<store::Record> {
        *token_id = clearance::new_id(work, "clr");
        return clearance::clear_use(work, id, *token_id);
      },
      [&context, &request, respond = std::move(respond), token_id](Result<store::Record> use) {
        if (!use.has_value()) return respond(problem_for(use.error(), request));
        const auto now = context.register_.world().now();
        const auto claims = claims_of(context, *use, *token_id, now);
        respond(http::json(201, {{"token", secrets::sign_jwt(context.clearance_key,
                                                             secrets::clearance_type, claims)},
                                 {"id", *token_id},
                                 {"use", use->id},
                                 {"expires", text_of(now + lifetime)}}));
      });
}

/// What is true of a token now: its signature, its time, and whether its use may still proceed.
void tell(Context& context, const http::Request& request, const http::Respond& respond) {
  read(context, request, respond, [&](store::Snapshot& snapshot) -> Result<http::Response> {
    const auto now = context.register_.world().now();
    TRY_LET(const auto claims,
            secrets::verify_jwt(request.parameter("token"), {context.clearance_key.public_key()},
                                {.type = std::string(secrets::clearance_type),
                                 .issuer = context.name,
                                 .audience = "generator"},
                                seconds_of(now)));
    TRY_LET(const auto use,
            clearance::must_find(snapshot, "use", clearance::text_at(claims, "sub")));
    const auto state = value_of(use_state_words, use.state);
    const bool holds = state && may_proceed(*state) && claims.at("use_version") <= use.version;
    return http::json(
        200, {{"valid", holds}, {"use", use.id}, {"state", use.state}, {"claims", claims}});
  });
}

}  // namespace

void add_clearance_routes(http::Router& router, Context& context, const std::string& prefix) {
  router.post(prefix + "/uses/{id}/clearances", "issue_clearance",
              [&context](const http::Request& request, http::Respond respond) {
                issue(context, request, std::move(respond));
              });
  router.get(prefix + "/clearances/{token}", "get_clearance",
             [&context](const http::Request& request, const http::Respond& respond) {
               tell(context, request, respond);
             });
  router.get(prefix + "/clearance-key", "get_clearance_key",
             [&context](const http::Request&, const http::Respond& respond) {
               respond(http::json(200, {{"keys", {context.clearance_key.public_key().jwk()}},
                                        {"pem", context.clearance_key.public_key().pem()},
                                        {"issuer", context.name}}));
             });
  // One secret signs every tree, each under a name of its own: the public key is the same.
  router.get(
      prefix + "/ledger-key", "get_ledger_key",
      [&context](const http::Request& request, const http::Respond& respond) {
        const auto& key = context.register_.key().verifier();
        const auto pem = key.pem();
        respond(pem.has_value()
                    ? http::json(200, {{"name", key.name()}, {"key", key.text()}, {"pem", *pem}})
                    : problem_for(pem.error(), request));
      });
}

}  // namespace gg::desk
