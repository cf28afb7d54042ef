#include "clearance/doc.h"
#include "clearance/nouns.h"
#include "clearance/policy.h"
#include "desk/accounts.h"
#include "desk/acting.h"
#include "desk/caller.h"
#include "desk/endpoints.h"
#include "desk/signing_in.h"
#include "http/problem.h"
#include "post/write_letter.h"
#include "secrets/password.h"
#include "secrets/session.h"
#include "secrets/token.h"

#include <chrono>

namespace gg::desk {
namespace {

using clearance::Work;
using store::Record;

constexpr std::chrono::hours link_lifetime{72};

Error wrong_password() {
  return {ErrorKind::Forbidden, "address or password is wrong, or there were too many attempts"};
}

void note_failure(Context& context, const std::string& person) {
  context.register_.submit(
      "system",
      [person](Work& work) -> Result<Record> {
        TRY(count_sign_in(work.transaction, person, false, work.now));
        return clearance::must_find(work.transaction, "person", person);
      },
      [](const Result<Record>&) {});
}

void sign_in(Context& context, const http::Request& request, http::Respond respond) {
  const auto rate = context.sign_in_limit.take(request.peer.text());
  if (!rate.is_allowed)
    return respond(http::too_many_requests(context.sign_in_limit.policy(), rate));
  auto body = body_like(request, "SignIn");
  if (!body.has_value()) return respond(problem_for(body.error(), request));
  std::optional<Account> account;
  const auto now = text_of(context.register_.world().now());
  const auto found = context.register_.look([&](store::Snapshot& snapshot) -> Result<void> {
    TRY_LET(account, find_account(snapshot, clearance::text_at(*body, "email")));
    return {};
  });
  if (!found.has_value()) return respond(problem_for(found.error(), request));
  const bool is_locked = account && account->locked_until > now;
  // Hashing takes 40 ms: not on a thread of the server.
  context.workers.run([&context, &request, respond = std::move(respond), account, is_locked,
                       password = clearance::text_at(*body, "password"),
                       code = clearance::text_at(*body, "code")] {
    const auto phc =
        account && !is_locked ? account->password : std::string(secrets::decoy_password_hash());
    const bool fits = secrets::verify_password(password, phc);
    if (fits && account && !is_locked)
      return open_session(context, request, respond, {.person = account->person, .code = code});
    if (account) note_failure(context, account->person);
    respond(problem_for(wrong_password(), request));
  });
}

void show_session(Context& context, const http::Request& request, const http::Respond& respond) {
  const auto& caller = caller_of(request);
  auto json = person_json(caller.actor);
  if (caller.shown == Shown::Session)
    json["csrf"] = secrets::csrf_token(context.installation_key, caller.credential);
  auto response = http::json(200, json);
  response.compression = http::Response::Compression::Never;
  respond(std::move(response));
}

void sign_out(Context& context, const http::Request& request, http::Respond respond) {
  const auto& caller = caller_of(request);
  context.register_.submit(
      caller.actor.id,
      [hash = caller.credential](Work& work) -> Result<Record> {
        TRY(revoke_credential(work.transaction, hash, work.now));
        TRY_LET(auto person, clearance::must_find(work.transaction, "person", work.actor.id));
        TRY(log_act(work, "session.ended", person));
        return person;
      },
      [&context, &request, respond = std::move(respond)](Result<Record> result) {
        if (!result.has_value()) return respond(problem_for(result.error(), request));
        auto response = http::no_content();
        response.headers.add("Set-Cookie", to_text(cookie_of(context, std::string(session_cookie),
                                                             "gone", std::chrono::seconds(0))));
        respond(std::move(response));
      });
}

/// Takes a new password, hashes it away from the server's threads, and puts it on disk.
void set_password(Context& context, const http::Request& request, http::Respond respond,
                  const Json& body, clearance::UseCase who, const std::string& email) {
  const auto password = clearance::text_at(body, "password");
  const auto fine = secrets::check_password(password, {clearance::text_at(body, "name"), email});
  if (!fine.has_value())
    return respond(problem_for({fine.error().kind, "/password: " + fine.error().message}, request));
  context.workers.run([&context, &request, respond = std::move(respond), password,
                       who = std::move(who), email, code = clearance::text_at(body, "code")] {
    const auto phc = secrets::hash_password(password);
    if (!phc.has_value()) return respond(problem_for(phc.error(), request));
    context.register_.submit(
        "system",
        [who, email, phc = *phc](Work& work) -> Result<Record> {
          TRY_LET(auto person, who(work));
          const auto address = email.empty() ? clearance::text_at(person.doc, "email") : email;
          if (address.empty())
            return fail(
                Error{ErrorKind::InvalidInput, "this person has no address to sign in with"});
          TRY(set_account(work.transaction, person.id, address, phc));
          TRY(revoke_sessions(work.transaction, person.id, {}, work.now));
          TRY(log_act(work, "account.password_set", person));
          return person;
        },
        [&context, &request, respond, code](Result<Record> result) {
          if (!result.has_value()) return respond(problem_for(result.error(), request));
          open_session(context, request, respond, {.person = result->id, .code = code});
        });
  });
}

void first_start(Context& context, const http::Request& request, http::Respond respond) {
  auto body = body_like(request, "FirstStart");
  if (!body.has_value()) return respond(problem_for(body.error(), request));
  const auto shown = secrets::parse_token(clearance::text_at(*body, "token"));
  if (!shown.has_value() || !context.first_token || shown->hash != *context.first_token)
    return respond(problem_for(
        {ErrorKind::Forbidden, "this link is not the one the server printed when it started"},
        request));
  const auto name = clearance::text_at(*body, "name");
  const auto email = clearance::text_at(*body, "email");
  set_password(
      context, request, std::move(respond), *body,
      [name, email](Work& work) { return clearance::first_administrator(work, name, email); },
      email);
}

void accept_invitation(Context& context, const http::Request& request, http::Respond respond) {
  auto body = body_like(request, "Acceptance");
  if (!body.has_value()) return respond(problem_for(body.error(), request));
  const auto shown = secrets::parse_token(clearance::text_at(*body, "token"));
  if (!shown.has_value()) return respond(problem_for(shown.error(), request));
  set_password(context, request, std::move(respond), *body,
               [hash = shown->hash](Work& work) -> Result<Record> {
                 TRY_LET(const auto person, use_link(work.transaction, hash, work.now));
                 return clearance::must_find(work.transaction, "person", person);
               },
               {});
}

/// The invitation goes by mail too, where there is an address.
Result<void> mail_invitation(Work& work, const Context& context, const Record& person,
                             const secrets::IssuedToken& token, Moment expires) {
  if (clearance::text_at(person.doc, "email").empty()) return {};
  const auto url = context.address.get() + "/invitation#" + token.text;
  return work.transaction.send({.channel = "mail",
                                .topic = "account.invited",
                                .title = {},
                                .payload = {{"to", person.id},
                                            {"sealed", post::seal_for_mail(context.post_key, url)},
                                            {"until", text_of(expires)}},
                                .created = text_of(work.now)});
}

/// A token of some kind for a person, shown once.
void issue(Context& context, const http::Request& request, http::Respond respond,
           std::string person, Credential credential, secrets::TokenKind kind,
           std::string_view act) {
  const auto token = std::make_shared<secrets::IssuedToken>(secrets::issue_token(kind));
  credential.hash = token->hash;
  credential.person = person;
  const auto expires = text_of(credential.expires);
  context.register_.submit(
      caller_of(request).actor,
      [&context, token, credential = std::move(credential),
       act = std::string(act)](Work& work) -> Result<Record> {
        TRY(check_unnarrowed(work.actor));
        if (credential.person != work.actor.id)
          TRY(clearance::authorise(work.actor, clearance::Right::ManagePeople, {}));
        TRY_LET(auto found, clearance::must_find(work.transaction, "person", credential.person));
        TRY(add_credential(work.transaction, credential, work.now));
        TRY(log_act(work, act, found, {.facts = {{"token", id_of(credential.hash)}}}));
        if (credential.kind == "link" && context.can_mail)
          TRY(mail_invitation(work, context, found, *token, credential.expires));
        return found;
      },
      [&request, respond = std::move(respond), token, expires](Result<Record> result) {
        if (!result.has_value()) return respond(problem_for(result.error(), request));
        auto response = http::json(201, {{"token", token->text},
                                         {"id", id_of(token->hash)},
                                         {"person", result->id},
                                         {"expires", expires}});
        response.compression = http::Response::Compression::Never;
        respond(std::move(response));
      });
}

void invite(Context& context, const http::Request& request, http::Respond respond) {
  const auto now = context.register_.world().now();
  issue(context, request, std::move(respond), std::string(request.parameter("id")),
        {.hash = {},
         .kind = "link",
         .person = {},
         .name = "invitation",
         .expires = now + link_lifetime},
        secrets::TokenKind::SignedLink, "account.invited");
}

/// What a token is narrowed to, as it is kept.
Json scope_of(const Json& body) {
  Json scope = Json::object();
  for (const auto* member : {"titles", "roles"})
    if (const auto* value = find_member(body, member)) scope[member] = *value;
  return scope;
}

void make_token(Context& context, const http::Request& request, http::Respond respond,
                std::string person, const char* kind, secrets::TokenKind prefix) {
  auto body = body_like(request, "TokenBody");
  if (!body.has_value()) return respond(problem_for(body.error(), request));
  const auto now = context.register_.world().now();
  const auto days = std::chrono::days(body->at("days").get<int>());
  issue(context, request, std::move(respond), std::move(person),
        {.hash = {},
         .kind = kind,
         .person = {},
         .name = clearance::text_at(*body, "name"),
         .scope = scope_of(*body),
         .expires = now + days},
        prefix, "token.issued");
}

void create_token(Context& context, const http::Request& request, http::Respond respond) {
  make_token(context, request, std::move(respond), caller_of(request).actor.id, "personal",
             secrets::TokenKind::Personal);
}

/// A token for a machine, which acts as a person that administrators made for it.
void create_service_token(Context& context, const http::Request& request, http::Respond respond) {
  const auto allowed =
      clearance::authorise(caller_of(request).actor, clearance::Right::ManagePeople, {});
  if (!allowed.has_value()) return respond(problem_for(allowed.error(), request));
  make_token(context, request, std::move(respond), std::string(request.parameter("id")), "service",
             secrets::TokenKind::Service);
}

http::Handler bound(Context& context,
                    void (*handler)(Context&, const http::Request&, http::Respond)) {
  return [&context, handler](const http::Request& request, http::Respond respond) {
    handler(context, request, std::move(respond));
  };
}

}  // namespace

void add_session_routes(http::Router& router, Context& context, const std::string& prefix) {
  router.post(prefix + "/session", "sign_in", bound(context, sign_in));
  router.get(prefix + "/session", "get_session",
             [&context](const http::Request& request, const http::Respond& respond) {
               show_session(context, request, respond);
             });
  router.add({.method = http::Method::Delete,
              .pattern = prefix + "/session",
              .operation = "sign_out",
              .body = http::BodyRule::none(),
              .answer = bound(context, sign_out)});
  router.post(prefix + "/first-start", "first_start", bound(context, first_start));
  router.post(prefix + "/invitations/accept", "accept_invitation",
              bound(context, accept_invitation));
  router.post(prefix + "/people/{id}/invitations", "invite_person", bound(context, invite));
  router.post(prefix + "/tokens", "create_token", bound(context, create_token));
  router.post(prefix + "/people/{id}/tokens", "create_service_token",
              bound(context, create_service_token));
}

}  // namespace gg::desk
