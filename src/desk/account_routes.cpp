#include "clearance/doc.h"
#include "clearance/policy.h"
#include "clearance/sealed_evidence.h"
#include "desk/accounts.h"
#include "desk/caller.h"
#include "desk/endpoints.h"
#include "desk/second_factor.h"
#include "desk/signing_in.h"
#include "http/problem.h"
#include "post/write_letter.h"
#include "secrets/encoding.h"
#include "secrets/password.h"
#include "secrets/token.h"

#include <chrono>
#include <memory>

namespace gg::desk {
namespace {

using clearance::Work;
using store::Record;

constexpr std::chrono::minutes reset_lifetime{60};

/// Runs an act of the caller on their own account; `answer` is made once it is on disk.
void own_act(Context& context, const http::Request& request, http::Respond respond,
             std::function<Result<void>(Work&, const Record&)> act,
             std::function<http::Response()> answer) {
  context.register_.submit(
      caller_of(request).actor,
      [act = std::move(act)](Work& work) -> Result<Record> {
        TRY(check_unnarrowed(work.actor));
        TRY_LET(auto person, clearance::must_find(work.transaction, "person", work.actor.id));
        TRY(act(work, person));
        return person;
      },
      [&request, respond = std::move(respond), answer = std::move(answer)](Result<Record> result) {
        if (!result.has_value()) return respond(problem_for(result.error(), request));
        auto response = answer();
        response.compression = http::Response::Compression::Never;
        respond(std::move(response));
      });
}

// --- sessions and tokens

Result<http::Response> tokens_of(store::Snapshot& snapshot, const http::Request& request,
                                 const std::string& person, std::string_view now) {
  TRY_LET(const auto credentials, credentials_of(snapshot, person, now));
  const auto own = id_of(caller_of(request).credential);
  Json items = Json::array();
  for (const auto& one : credentials) {
    Json item{{"id", one.id},           {"kind", one.kind},       {"name", one.name},
              {"created", one.created}, {"expires", one.expires}, {"current", one.id == own}};
    items.push_back(std::move(item));
  }
  return http::json(200, {{"items", std::move(items)}, {"next", nullptr}});
}

void list_tokens(Context& context, const http::Request& request, const http::Respond& respond) {
  const auto now = text_of(context.register_.world().now());
  read(context, request, respond, [&](store::Snapshot& snapshot) {
    return tokens_of(snapshot, request, caller_of(request).actor.id, now);
  });
}

void list_tokens_of(Context& context, const http::Request& request, const http::Respond& respond) {
  const auto now = text_of(context.register_.world().now());
  read(context, request, respond, [&](store::Snapshot& snapshot) -> Result<http::Response> {
    TRY(clearance::authorise(caller_of(request).actor, clearance::Right::ManagePeople, {}));
    return tokens_of(snapshot, request, std::string(request.parameter("id")), now);
  });
}

void revoke_token(Context& context, const http::Request& request, http::Respond respond) {
  own_act(
      context, request, std::move(respond),
      [id = std::string(request.parameter("id"))](Work& work, const Record&) -> Result<void> {
        TRY_LET(const auto owner, revoke_by_id(work.transaction, id, work.now));
        if (owner != work.actor.id)
          TRY(clearance::authorise(work.actor, clearance::Right::ManagePeople, {}));
        TRY_LET(auto person, clearance::must_find(work.transaction, "person", owner));
        return log_act(work, "token.revoked", person, {.facts = {{"token", id}}});
      },
      [] { return http::no_content(); });
}

void end_sessions(Context& context, const http::Request& request, http::Respond respond) {
  own_act(
      context, request, std::move(respond),
      [](Work& work, const Record& person) -> Result<void> {
        TRY(revoke_sessions(work.transaction, person.id, {}, work.now));
        return log_act(work, "session.ended_everywhere", person);
      },
      [&context] {
        auto response = http::no_content();
        response.headers.add("Set-Cookie", to_text(cookie_of(context, std::string(session_cookie),
                                                             "gone", std::chrono::seconds(0))));
        return response;
      });
}

void show_account(Context& context, const http::Request& request, const http::Respond& respond) {
  read(context, request, respond, [&](store::Snapshot& snapshot) -> Result<http::Response> {
    const auto& person = caller_of(request).actor.id;
    TRY_LET(const auto state, sign_in_state(snapshot, person));
    TRY_LET(const auto key, clearance::holder_key_of(snapshot, person));
    return http::json(200, {{"email", state.email},
                            {"second_factor", state.has_second_factor},
                            {"recovery_codes", state.recovery_codes},
                            {"evidence_passphrase", key.has_value()}});
  });
}

// --- passwords

void change_password(Context& context, const http::Request& request, http::Respond respond) {
  auto body = body_like(request, "PasswordChange");
  if (!body.has_value()) return respond(problem_for(body.error(), request));
  const auto rate = context.sign_in_limit.take(caller_of(request).actor.id);
  if (!rate.is_allowed)
    return respond(http::too_many_requests(context.sign_in_limit.policy(), rate));
  const auto password = clearance::text_at(*body, "password");
  const auto fine = secrets::check_password(password, {caller_of(request).actor.name});
  if (!fine.has_value())
    return respond(problem_for({fine.error().kind, "/password: " + fine.error().message}, request));
  std::string phc_before;
  const auto found = context.register_.look([&](store::Snapshot& snapshot) -> Result<void> {
    TRY_LET(phc_before, password_of(snapshot, caller_of(request).actor.id));
    return {};
  });
  if (!found.has_value()) return respond(problem_for(found.error(), request));
  context.workers.run([&context, &request, respond = std::move(respond), password, phc_before,
                       before = clearance::text_at(*body, "before")] {
    if (!secrets::verify_password(before, phc_before))
      return respond(problem_for(
          {ErrorKind::InvalidInput, "/before: this is not the password until now"}, request));
    const auto phc = secrets::hash_password(password);
    if (!phc.has_value()) return respond(problem_for(phc.error(), request));
    own_act(
        context, request, respond,
        [phc = *phc, keep = caller_of(request).credential](Work& work,
                                                           const Record& person) -> Result<void> {
          TRY(change_password_of(work.transaction, person.id, phc));
          TRY(revoke_sessions(work.transaction, person.id, keep, work.now));
          return log_act(work, "account.password_set", person);
        },
        [] { return http::no_content(); });
  });
}

/// A link for a new password goes to the address if somebody signs in with it; the answer is the
/// same where nobody does.
void ask_reset(Context& context, const http::Request& request, http::Respond respond) {
  auto body = body_like(request, "ResetBody");
  if (!body.has_value()) return respond(problem_for(body.error(), request));
  const auto email = clearance::text_at(*body, "email");
  for (auto* limit : {&context.sign_in_limit, &context.code_limit}) {
    const auto rate =
        limit->take(limit == &context.code_limit ? "reset " + email : request.peer.text());
    if (!rate.is_allowed) return respond(http::too_many_requests(limit->policy(), rate));
  }
  const auto token = secrets::issue_token(secrets::TokenKind::SignedLink);
  context.register_.submit(
      "system",
      [&context, email, token](Work& work) -> Result<Record> {
        TRY_LET(const auto account, find_account(work.transaction, email));
        if (!account || !context.can_mail) return Record{};
        TRY_LET(auto person, clearance::must_find(work.transaction, "person", account->person));
        if (person.state != "active") return Record{};
        const auto until = work.now + reset_lifetime;
        TRY(add_credential(work.transaction,
                           {.hash = token.hash,
                            .kind = "link",
                            .person = person.id,
                            .name = "reset",
                            .expires = until},
                           work.now));
        TRY(log_act(work, "account.reset_asked", person));
        TRY(work.transaction.send(
            {.channel = "mail",
             .topic = "account.reset",
             .title = {},
             .payload = {{"to", person.id},
                         {"address", email},
                         {"sealed",
                          post::seal_for_mail(context.post_key,
                                              context.address.get() + "/invitation#" + token.text)},
                         {"until", text_of(until)}},
             .created = text_of(work.now)}));
        return person;
      },
      [&request, respond = std::move(respond)](Result<Record> result) {
        respond(result.has_value() ? http::json(202, {{"status", "waiting"}})
                                   : problem_for(result.error(), request));
      });
}

// --- authenticator apps

void begin_totp(Context& context, const http::Request& request, http::Respond respond) {
  const auto secret = std::make_shared<secrets::TotpSecret>(secrets::TotpSecret::random());
  const auto uri = secrets::totp_uri(*secret, context.name, caller_of(request).actor.name);
  own_act(
      context, request, std::move(respond),
      [&context, secret](Work& work, const Record& person) -> Result<void> {
        return offer_totp(work.transaction, context.post_key, person.id, *secret);
      },
      [uri, secret] {
        return http::json(201, {{"uri", uri}, {"secret", secrets::base32(secret->view())}});
      });
}

void confirm_totp_of(Context& context, const http::Request& request, http::Respond respond) {
  auto body = body_like(request, "CodeBody");
  if (!body.has_value()) return respond(problem_for(body.error(), request));
  const auto codes = std::make_shared<std::vector<std::string>>();
  own_act(
      context, request, std::move(respond),
      [&context, codes, code = clearance::text_at(*body, "code")](
          Work& work, const Record& person) -> Result<void> {
        TRY_LET(*codes, confirm_totp(work, context.post_key, person.id, code));
        return log_act(work, "account.second_factor_set", person);
      },
      [codes] { return http::json(200, {{"recovery_codes", *codes}}); });
}

void drop_totp(Context& context, const http::Request& request, http::Respond respond) {
  auto body = body_like(request, "CodeBody");
  if (!body.has_value()) return respond(problem_for(body.error(), request));
  const auto rate = context.sign_in_limit.take(caller_of(request).actor.id);
  if (!rate.is_allowed)
    return respond(http::too_many_requests(context.sign_in_limit.policy(), rate));
  own_act(
      context, request, std::move(respond),
      [&context, code = clearance::text_at(*body, "code")](Work& work,
                                                           const Record& person) -> Result<void> {
        TRY_LET(const auto factor, try_second_factor(work, context.post_key, person.id, code));
        if (factor != SecondFactor::Passed)
          return fail(Error{ErrorKind::InvalidInput, "/code: this code is wrong or was used"});
        TRY(remove_totp(work.transaction, person.id));
        return log_act(work, "account.second_factor_removed", person);
      },
      [] { return http::no_content(); });
}

/// Somebody lost both app and recovery codes.
void drop_totp_of(Context& context, const http::Request& request, http::Respond respond) {
  own_act(
      context, request, std::move(respond),
      [id = std::string(request.parameter("id"))](Work& work, const Record&) -> Result<void> {
        TRY(clearance::authorise(work.actor, clearance::Right::ManagePeople, {}));
        TRY_LET(auto person, clearance::must_find(work.transaction, "person", id));
        TRY(remove_totp(work.transaction, person.id));
        return log_act(work, "account.second_factor_removed", person);
      },
      [] { return http::no_content(); });
}

using AccountHandler = void (*)(Context&, const http::Request&, http::Respond);

http::Handler account(Context& context, AccountHandler handler) {
  return [&context, handler](const http::Request& request, http::Respond respond) {
    handler(context, request, std::move(respond));
  };
}

}  // namespace

void add_account_routes(http::Router& router, Context& context, const std::string& prefix) {
  router.get(prefix + "/tokens", "list_tokens",
             [&context](const http::Request& request, const http::Respond& respond) {
               list_tokens(context, request, respond);
             });
  router.get(prefix + "/people/{id}/tokens", "list_tokens_of_person",
             [&context](const http::Request& request, const http::Respond& respond) {
               list_tokens_of(context, request, respond);
             });
  router.add({.method = http::Method::Delete,
              .pattern = prefix + "/tokens/{id}",
              .operation = "revoke_token",
              .body = http::BodyRule::none(),
              .answer = account(context, revoke_token)});
  router.get(prefix + "/account", "get_account",
             [&context](const http::Request& request, const http::Respond& respond) {
               show_account(context, request, respond);
             });
  router.post(prefix + "/account/sign-out-everywhere", "sign_out_everywhere",
              account(context, end_sessions));
  router.post(prefix + "/account/password", "change_password", account(context, change_password));
  router.post(prefix + "/account/reset", "ask_reset", account(context, ask_reset));
  router.post(prefix + "/account/totp", "begin_totp", account(context, begin_totp));
  router.post(prefix + "/account/totp/confirm", "confirm_totp", account(context, confirm_totp_of));
  router.post(prefix + "/account/totp/remove", "remove_totp", account(context, drop_totp));
  router.post(prefix + "/people/{id}/totp/remove", "remove_totp_of_person",
              account(context, drop_totp_of));
}

}  // namespace gg::desk
