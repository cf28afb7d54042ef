#include "clearance/absences.h"
#include "clearance/approvals.h"
#include "clearance/asset_pictures.h"
#include "clearance/consents.h"
#include "clearance/decide_again.h"
#include "clearance/doc.h"
#include "clearance/duties.h"
#include "clearance/register_outputs.h"
#include "clearance/sight.h"
#include "clearance/use_acts.h"
#include "clearance/use_changes.h"
#include "desk/acting.h"
#include "desk/caller.h"
#include "desk/clearance_token.h"
#include "desk/content_source.h"
#include "desk/endpoints.h"
#include "shapes/shapes.h"

#include <charconv>

namespace gg::desk {
namespace {

using clearance::Work;
using store::Record;

constexpr std::uint64_t outputs_bytes_max = 8U << 20;  // some with a picture each

/// An act that takes nothing but a reason.
template <class F>
Ask with_reason(F act) {
  return [act](Work& work, const Asked& asked) -> Result<Record> {
    TRY(check_shape(asked.body, "Reason"));
    return act(work, asked.id, clearance::text_at(asked.body, "reason"), asked.version);
  };
}

template <class F>
Ask with_body(F act) {
  return [act](Work& work, const Asked& asked) {
    return act(work, asked.id, asked.body, asked.version);
  };
}

template <class F>
Ask alone(F act) {
  return [act](Work& work, const Asked& asked) { return act(work, asked.id, asked.version); };
}

void add_use_steps(http::Router& router, Context& context, const std::string& uses) {
  const auto step = [&](const char* name, Ask ask) {
    router.post(uses + "/{id}/" + name, std::string(name) + "_use",
                acting(context, 200, Versioned::Yes, std::move(ask)));
  };
  step("declare", alone(clearance::declare_use));
  step("ask", with_body(clearance::ask_about_use));
  step("answer", with_body(clearance::answer_about_use));
  step("agree", with_body(clearance::agree_to_use));
  step("decline", with_body(clearance::decline_use));
  step("pass", with_body(clearance::pass_use));
  step("start", alone(clearance::start_use));
  step("close", alone(clearance::close_use));
  step("withdraw", with_reason(clearance::withdraw_use));
  router.post(uses + "/{id}/decide-again", "decide_use_again",
              acting(context, 200, Versioned::Yes, with_reason(clearance::decide_again)));
  router.post(uses + "/{id}/duties/{duty}", "meet_duty",
              acting(context, 200, Versioned::Yes, [](Work& work, const Asked& asked) {
                return clearance::meet_duty(work, asked.id, asked.detail, asked.body,
                                            asked.version);
              }));
}

void preview(Context& context, const http::Request& request, const http::Respond& respond) {
  read(context, request, respond, [&](store::Snapshot& snapshot) -> Result<http::Response> {
    TRY_LET(const auto body, body_of(request));
    auto& world = context.register_.world();
    TRY_LET(const auto ruling,
            clearance::preview_use(snapshot, world, world.now(), caller_of(request).actor, body));
    return http::json(200, ruling);
  });
}

/// The text that an agreement would sign, before it does.
void preview_approval(Context& context, const http::Request& request,
                      const http::Respond& respond) {
  read(context, request, respond, [&](store::Snapshot& snapshot) -> Result<http::Response> {
    TRY_LET(const auto body, body_of(request));
    TRY_LET(const auto text,
            clearance::preview_agreement(snapshot, context.register_.world(),
                                         context.register_.world().now(), caller_of(request).actor,
                                         request.parameter("id"), body));
    return http::json(200, text);
  });
}

void register_many(Context& context, const http::Request& request, http::Respond respond) {
  auto body = body_of(request);
  if (!body.has_value()) return respond(problem_for(body.error(), request));
  write_many(context, request, std::move(respond),
             [id = std::string(request.parameter("id")),
              body = *std::move(body)](Work& work) -> Result<clearance::Many> {
               TRY_LET(auto items, clearance::register_outputs(work, id, body));
               return clearance::Many{.answer = {{"items", std::move(items)}}};
             });
}

void picture(Context& context, const http::Request& request, const http::Respond& respond) {
  read(context, request, respond, [&](store::Snapshot& snapshot) -> Result<http::Response> {
    TRY_LET(auto jpeg,
            clearance::asset_picture(snapshot, caller_of(request).actor, request.parameter("id")));
    return picture_response(std::move(jpeg));
  });
}

Result<std::optional<std::int64_t>> since_of(const http::Request& request) {
  const auto text = request.query.find("since");
  if (!text) return std::optional<std::int64_t>();
  std::int64_t version = 0;
  const auto* end = text->data() + text->size();
  if (std::from_chars(text->data(), end, version).ptr != end || version < 1)
    return fail(Error{ErrorKind::InvalidInput, "/since: write the number of a version"});
  return std::optional(version);
}

void changes(Context& context, const http::Request& request, const http::Respond& respond) {
  read(context, request, respond, [&](store::Snapshot& snapshot) -> Result<http::Response> {
    TRY_LET(const auto since, since_of(request));
    TRY_LET(const auto use, clearance::must_find(snapshot, "use", request.parameter("id")));
    TRY(clearance::check_sight(caller_of(request).actor, use));
    TRY_LET(const auto list,
            clearance::changes_since(snapshot, context.register_.world(), use, since));
    return http::json(200, list);
  });
}

void add_consent_steps(http::Router& router, Context& context, const std::string& consents) {
  router.post(consents + "/{id}/give", "give_consent",
              acting(context, 200, Versioned::Yes, alone(clearance::give_consent)));
  router.post(consents + "/{id}/refuse", "refuse_consent",
              acting(context, 200, Versioned::Yes, with_reason(clearance::refuse_consent)));
  router.post(consents + "/{id}/withdraw", "withdraw_consent",
              acting(context, 200, Versioned::Yes, with_reason(clearance::withdraw_consent)));
}

Result<Record> meet(Work& work, const Asked& asked) {
  std::size_t index = 0;
  const auto* end = asked.detail.data() + asked.detail.size();
  if (std::from_chars(asked.detail.data(), end, index).ptr != end)
    return fail(Error{ErrorKind::NotFound, "conditions are numbered from 0"});
  return clearance::meet_condition(work, asked.id, index, asked.body, asked.version);
}

}  // namespace

void add_use_routes(http::Router& router, Context& context, const std::string& prefix) {
  const auto uses = prefix + "/uses";
  router.post(uses, "create_use",
              acting(context, 201, Versioned::No, [](Work& work, const Asked& asked) {
                return clearance::draft_use(work, asked.body);
              }));
  router.add({.method = http::Method::Patch,
              .pattern = uses + "/{id}",
              .operation = "amend_use",
              .body = http::BodyRule::json(),
              .answer = acting(context, 200, Versioned::Yes, with_body(clearance::amend_use))});
  router.post(uses + "/preview", "preview_use",
              [&context](const http::Request& request, const http::Respond& respond) {
                preview(context, request, respond);
              });
  router.post(uses + "/{id}/agreement", "preview_agreement",
              [&context](const http::Request& request, const http::Respond& respond) {
                preview_approval(context, request, respond);
              });
  router.get(uses + "/{id}/changes", "get_use_changes",
             [&context](const http::Request& request, const http::Respond& respond) {
               changes(context, request, respond);
             });
  add_use_steps(router, context, uses);
  add_consent_steps(router, context, prefix + "/consents");
  router.post(prefix + "/approvals/{id}/revoke", "revoke_approval",
              acting(context, 200, Versioned::Yes, with_reason(clearance::revoke_approval)));
  router.post(prefix + "/approvals/{id}/conditions/{index}", "meet_condition",
              acting(context, 200, Versioned::Yes, meet));
  router.post(
      uses + "/{id}/assets", "register_outputs",
      [&context](const http::Request& request, http::Respond respond) {
        register_many(context, request, std::move(respond));
      },
      http::BodyRule::json(outputs_bytes_max));
  router.get(prefix + "/assets/{id}/picture", "get_asset_picture",
             [&context](const http::Request& request, const http::Respond& respond) {
               picture(context, request, respond);
             });
  router.post(prefix + "/people/{id}/away", "go_away",
              acting(context, 200, Versioned::Yes, with_body(clearance::go_away)));
  router.post(prefix + "/people/{id}/back", "come_back",
              acting(context, 200, Versioned::Yes, alone(clearance::come_back)));
  add_clearance_routes(router, context, prefix);
}

}  // namespace gg::desk
