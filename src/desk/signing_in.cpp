#include "desk/signing_in.h"

#include "clearance/doc.h"
#include "desk/accounts.h"
#include "desk/caller.h"
#include "desk/second_factor.h"
#include "http/problem.h"
#include "secrets/session.h"
#include "shapes/shapes.h"

#include <memory>

namespace gg::desk {
namespace {

using clearance::Work;
using store::Record;

constexpr std::chrono::hours session_lifetime{12};

/// What opening a session gives.
struct Opened {
  secrets::IssuedSession session = secrets::issue_session();
  clearance::Actor actor;
  SecondFactor factor = SecondFactor::Passed;
};

/// Counts the sign-in and keeps the session. A wrong second factor is counted, and nothing kept.
Result<Record> keep_session(Work& work, const Context& context, const Entering& entering,
                            Opened& opened) {
  TRY_LET(auto person, clearance::must_find(work.transaction, "person", entering.person));
  TRY_LET(opened.actor, clearance::load_actor_at(work.transaction, person.id, work.now));
  if (entering.factors == Entering::Factors::AskSecond) {
    TRY_LET(opened.factor, try_second_factor(work, context.post_key, person.id, entering.code));
  }
  const bool succeeds = opened.factor == SecondFactor::Passed;
  if (opened.factor != SecondFactor::Missing)
    TRY(count_sign_in(work.transaction, person.id, succeeds, work.now));
  if (!succeeds) return person;
  TRY(add_credential(work.transaction,
                     {.hash = opened.session.hash,
                      .kind = "session",
                      .person = person.id,
                      .name = "browser",
                      .expires = work.now + session_lifetime},
                     work.now));
  Work own{
      .transaction = work.transaction, .actor = opened.actor, .now = work.now, .world = work.world};
  TRY(log_act(own, "session.opened", person));
  return person;
}

http::Response second_factor_refusal(const http::Request& request, SecondFactor factor) {
  return http::problem(http::Problem{
      .status = 403,
      .type = std::string(second_factor_problem),
      .title = "Second factor",
      .detail = factor == SecondFactor::Missing
                    ? "write the code of your authenticator app, or a recovery code, as code"
                    : "this code is wrong or was used; write the next one, or a recovery code",
      .instance = "urn:goodgate:request:" + request.id});
}

using Welcome = std::function<http::Response(const Opened&)>;

void enter(Context& context, const http::Request& request, http::Respond respond, Entering entering,
           Welcome welcome) {
  const auto opened = std::make_shared<Opened>();
  context.register_.submit(
      "system",
      [&context, entering = std::move(entering), opened](Work& work) {
        return keep_session(work, context, entering, *opened);
      },
      [&context, &request, respond = std::move(respond), welcome = std::move(welcome),
       opened](Result<Record> result) {
        if (!result.has_value()) return respond(problem_for(result.error(), request));
        if (opened->factor != SecondFactor::Passed)
          return respond(second_factor_refusal(request, opened->factor));
        auto response = welcome(*opened);
        response.compression = http::Response::Compression::Never;
        response.headers.add("Set-Cookie",
                             to_text(cookie_of(context, std::string(session_cookie),
                                               opened->session.id, session_lifetime)));
        respond(std::move(response));
      });
}

Json grants_json(const std::vector<clearance::Grant>& of) {
  Json grants = Json::array();
  for (const auto& grant : of) {
    Json one{{"role", word_of(desk_role_words, grant.role)}};
    if (!grant.title.empty()) one["title"] = grant.title;
    grants.push_back(std::move(one));
  }
  return grants;
}

}  // namespace

void open_session(Context& context, const http::Request& request, http::Respond respond,
                  Entering entering) {
  enter(context, request, std::move(respond), std::move(entering),
        [&context](const Opened& opened) {
          auto json = person_json(opened.actor);
          json["csrf"] = secrets::csrf_token(context.installation_key, opened.session.hash);
          return http::json(201, json);
        });
}

void open_session_and_go(Context& context, const http::Request& request, http::Respond respond,
                         Entering entering, http::SetCookie also) {
  enter(context, request, std::move(respond), std::move(entering),
        [&context, also = std::move(also)](const Opened&) {
          auto response = http::redirect(context.address.get() + "/");
          response.headers.add("Set-Cookie", to_text(also));
          return response;
        });
}

http::SetCookie cookie_of(const Context& context, std::string name, std::string value,
                          std::chrono::seconds age) {
  return {.name = std::move(name),
          .value = std::move(value),
          .max_age = age,
          .same_site = http::SetCookie::SameSite::Lax,
          .transport = context.secure_cookies ? http::SetCookie::Transport::HttpsOnly
                                              : http::SetCookie::Transport::Any};
}

Json person_json(const clearance::Actor& actor) {
  Json json{{"id", actor.id}, {"name", actor.name}, {"grants", grants_json(actor.grants)}};
  for (const auto& absent : actor.stands_in)
    json["stands_in"].push_back(
        {{"id", absent.id}, {"name", absent.name}, {"grants", grants_json(absent.grants)}});
  return json;
}

Result<void> log_act(Work& work, std::string_view act, Record person,
                     const clearance::Telling& telling) {
  person.updated = text_of(work.now);
  return clearance::append_entry(work, act, person, telling);
}

Result<void> check_unnarrowed(const clearance::Actor& actor) {
  if (!actor.scope.narrows()) return {};
  return fail(Error{ErrorKind::Forbidden,
                    "this token is narrowed to some titles or roles; its "
                    "owner does this signed in"});
}

Result<Json> body_like(const http::Request& request, std::string_view shape) {
  TRY_LET(auto body, body_of(request));
  TRY(check_shape(body, shape));
  return body;
}

}  // namespace gg::desk
