#include "base/guarded.h"
#include "base/text.h"
#include "clearance/doc.h"
#include "desk/accounts.h"
#include "desk/endpoints.h"
#include "desk/signing_in.h"
#include "http/problem.h"
#include "outgoing/form.h"
#include "outgoing/oidc.h"
#include "secrets/encoding.h"
#include "secrets/key_wrap.h"

#include <chrono>
#include <memory>

namespace gg::desk {
namespace {

using clearance::Work;
using store::Record;

constexpr std::string_view begun_cookie = "goodgate_oidc";
constexpr std::string_view begun_context = "oidc sign-in";
constexpr std::chrono::minutes begun_lifetime{10};

/// What is known of the provider; asked for at the first sign-in and kept.
struct KnownProvider {
  outgoing::OidcProvider provider;
  secrets::JwkSet keys;
};
using Known = Guarded<std::optional<KnownProvider>>;

outgoing::OidcClient client_of(const Context& context) {
  auto client = context.oidc.value_or(outgoing::OidcClient());
  client.redirect_uri = context.address.get() + "/api/v1/oidc/callback";
  return client;
}

outgoing::HttpSettings http_of(const Context& context) {
  return {.trusted_hosts = context.trusted_hosts, .ca_file = context.ca_file};
}

Result<KnownProvider> known_provider(const Context& context, Known& known) {
  if (auto kept = known.with([](const auto& value) { return value; })) return *std::move(kept);
  TRY_LET(auto provider, outgoing::discover(client_of(context).issuer, http_of(context)));
  TRY_LET(auto keys, outgoing::fetch_keys(provider, http_of(context)));
  KnownProvider fresh{std::move(provider), std::move(keys)};
  known.with([&](auto& value) { value = fresh; });
  return fresh;
}

/// The sign-in that was begun goes into the browser's own cookie, sealed: the desk keeps nothing.
std::string sealed(const Context& context, const outgoing::SignIn& begun, Moment until) {
  return secrets::wrap_secret(context.post_key,
                              Json{{"state", begun.state},
                                   {"nonce", begun.nonce},
                                   {"verifier", begun.verifier},
                                   {"until", text_of(until)}}
                                  .dump(),
                              begun_context);
}

Result<outgoing::SignIn> opened(const Context& context, const http::Request& request, Moment now) {
  const auto cookie = request.cookies.find(begun_cookie);
  const auto text = cookie ? secrets::unwrap_secret({context.post_key}, *cookie, begun_context)
                           : Result<std::string>(fail(Error{}));
  const auto json = text.has_value() ? parse_json(*text) : std::nullopt;
  if (!json || clearance::text_at(*json, "until") <= text_of(now))
    return fail(Error{ErrorKind::InvalidInput,
                      "this browser has begun no sign-in, or too long ago; begin anew"});
  return outgoing::SignIn{.url = {},
                          .state = clearance::text_at(*json, "state"),
                          .nonce = clearance::text_at(*json, "nonce"),
                          .verifier = clearance::text_at(*json, "verifier")};
}

/// Sends the browser to the sign-in page with what went wrong, where people can read it.
http::Response back_with(const Context& context, const std::string& message) {
  return http::redirect(context.address.get() +
                        "/sign-in#problem=" + secrets::percent_encoded(message));
}

void start(Context& context, Known& known, const http::Request& request, http::Respond respond) {
  const auto rate = context.sign_in_limit.take(request.peer.text());
  if (!rate.is_allowed)
    return respond(http::too_many_requests(context.sign_in_limit.policy(), rate));
  if (!context.oidc)
    return respond(
        problem_for({ErrorKind::NotFound, "no identity provider is set up here"}, request));
  context.workers.run([&context, &known, respond = std::move(respond)] {
    const auto provider = known_provider(context, known);
    if (!provider.has_value()) return respond(back_with(context, provider.error().message));
    const auto begun = outgoing::begin_sign_in(provider->provider, client_of(context));
    const auto until = context.register_.world().now() + begun_lifetime;
    auto response = http::redirect(begun.url);
    response.headers.add("Set-Cookie",
                         to_text(cookie_of(context, std::string(begun_cookie),
                                           sealed(context, begun, until), begun_lifetime)));
    respond(std::move(response));
  });
}

/// Who signed in, with the mail address from where the provider tells it.
struct Claimed {
  std::string issuer;
  std::string subject;
  std::string email;  ///< Only where the provider has verified it.
};

Result<Claimed> claimed_by(const Context& context, Known& known, const std::string& query,
                           const outgoing::SignIn& begun) {
  TRY_LET(auto provider, known_provider(context, known));
  const auto now = std::chrono::floor<std::chrono::seconds>(context.register_.world().now());
  TRY_LET(const auto signed_in,
          outgoing::finish_sign_in(query, provider.provider, client_of(context), begun,
                                   provider.keys, now, http_of(context)));
  known.with([&](auto& value) { value = provider; });  // keys may have been fetched anew
  Claimed claimed{signed_in.who.issuer, signed_in.who.subject,
                  signed_in.who.email_verified ? signed_in.who.email : std::string()};
  if (!claimed.email.empty()) return claimed;
  const auto more = outgoing::fetch_userinfo(provider.provider, signed_in, http_of(context));
  const auto* verified = more.has_value() ? find_member(*more, "email_verified") : nullptr;
  if (verified != nullptr && *verified == true) claimed.email = clearance::text_at(*more, "email");
  return claimed;
}

Error unknown_person() {
  return {ErrorKind::Forbidden,
          "nobody here has the address that the identity provider vouches for; ask an "
          "administrator to invite you"};
}

/// Whose address this is; nobody where it is more than one's.
Result<std::optional<std::string>> person_of_email(store::Snapshot& snapshot,
                                                   const std::string& email) {
  if (email.empty()) return std::optional<std::string>();
  auto row = snapshot.connection().prepare(
      "SELECT id FROM record WHERE noun = 'person' AND state = 'active'"
      " AND lower(json_extract(doc, '$.email')) = ?1 LIMIT 2");
  const auto address = ascii_lower(email);
  row.bind(1, address);
  TRY_LET(const bool is_row, row.next());
  if (!is_row) return std::optional<std::string>();
  auto person = row.text(0);
  TRY_LET(const bool is_another, row.next());
  return is_another ? std::optional<std::string>() : std::optional(std::move(person));
}

/// The person who was linked to this subject before, or is now by their verified address.
Result<Record> person_of(Work& work, const Claimed& claimed) {
  auto row = work.transaction.connection().prepare(
      "SELECT person FROM identity WHERE issuer = ?1 AND subject = ?2");
  row.bind(1, claimed.issuer).bind(2, claimed.subject);
  TRY_LET(const bool is_linked, row.next());
  if (is_linked) return clearance::must_find(work.transaction, "person", row.text(0));
  TRY_LET(const auto found, person_of_email(work.transaction, claimed.email));
  if (!found) return fail(unknown_person());
  TRY_LET(auto person, clearance::must_find(work.transaction, "person", *found));
  auto add = work.transaction.connection().prepare(
      "INSERT INTO identity (issuer, subject, person) VALUES (?1, ?2, ?3)");
  add.bind(1, claimed.issuer).bind(2, claimed.subject).bind(3, person.id);
  TRY(add.run());
  TRY(log_act(work, "account.identity_linked", person, {.facts = {{"issuer", claimed.issuer}}}));
  return person;
}

/// The one GET that signs in: it takes the code of the provider, good once, and the cookie of the
/// browser that began. A link alone opens nothing.
void callback(Context& context, Known& known, const http::Request& request, http::Respond respond) {
  if (!context.oidc)
    return respond(
        problem_for({ErrorKind::NotFound, "no identity provider is set up here"}, request));
  auto begun = opened(context, request, context.register_.world().now());
  if (!begun.has_value()) return respond(back_with(context, begun.error().message));
  outgoing::Form form;
  for (const auto& [name, value] : request.query) form.push_back({name, value});
  context.workers.run([&context, &known, &request, respond = std::move(respond),
                       begun = *std::move(begun), query = outgoing::write_form(form)] {
    auto claimed = claimed_by(context, known, query, begun);
    if (!claimed.has_value()) return respond(back_with(context, claimed.error().message));
    context.register_.submit(
        "system", [claimed = *std::move(claimed)](Work& work) { return person_of(work, claimed); },
        [&context, &request, respond](Result<Record> person) {
          if (!person.has_value()) return respond(back_with(context, person.error().message));
          open_session_and_go(
              context, request, respond,
              {.person = person->id, .code = {}, .factors = Entering::Factors::AllSeen},
              cookie_of(context, std::string(begun_cookie), "gone", std::chrono::seconds(0)));
        });
  });
}

}  // namespace

void add_oidc_routes(http::Router& router, Context& context, const std::string& prefix) {
  const auto known = std::make_shared<Known>();
  router.get(prefix + "/oidc/start", "start_oidc",
             [&context, known](const http::Request& request, http::Respond respond) {
               start(context, *known, request, std::move(respond));
             });
  router.get(prefix + "/oidc/callback", "finish_oidc",
             [&context, known](const http::Request& request, http::Respond respond) {
               callback(context, *known, request, std::move(respond));
             });
  router.get(prefix + "/sign-in", "get_sign_in",
             [&context](const http::Request&, const http::Respond& respond) {
               respond(http::json(200, {{"password", true},
                                        {"oidc", context.oidc.has_value()},
                                        {"mail", context.can_mail}}));
             });
}

}  // namespace gg::desk
