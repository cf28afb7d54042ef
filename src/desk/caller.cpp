#include "desk/caller.h"

#include "base/check.h"
#include "clearance/doc.h"
#include "secrets/session.h"
#include "secrets/token.h"

namespace gg::desk {
namespace {

struct Presented {
  Sha256 hash;
  Shown shown;
};

Error unknown_credential() {
  return {ErrorKind::Forbidden,
          "this session or token is not known here, has run out or was revoked; sign in again"};
}

Result<std::optional<Presented>> presented(const http::Request& request) {
  constexpr std::string_view scheme = "Bearer ";
  if (const auto field = request.headers.find("Authorization")) {
    if (!field->starts_with(scheme))
      return fail(Error{ErrorKind::Forbidden, "Authorization: only Bearer tokens are taken here"});
    TRY_LET(const auto token, secrets::parse_token(field->substr(scheme.size())));
    return std::optional(Presented{token.hash, Shown::Token});
  }
  const auto cookie = request.cookies.find(session_cookie);
  if (!cookie) return std::optional<Presented>();
  const auto hash = secrets::hash_of_session(*cookie);
  if (!hash) return fail(unknown_credential());
  return std::optional(Presented{*hash, Shown::Session});
}

}  // namespace

Result<std::optional<Caller>> find_caller(store::Snapshot& snapshot, const http::Request& request,
                                          std::string_view now) {
  TRY_LET(const auto shown, presented(request));
  if (!shown) return std::optional<Caller>();
  auto statement = snapshot.connection().prepare(
      "SELECT person, scope FROM credential WHERE sha256 = ?1 AND kind IN ('session', 'personal', "
      "'service')"
      " AND expires > ?2 AND revoked IS NULL");
  const auto hash = shown->hash.hex();
  statement.bind(1, hash).bind(2, now);
  TRY_LET(const bool is_known, statement.next());
  if (!is_known) return fail(unknown_credential());
  const auto moment = parse_moment(now).value_or(Moment{});
  TRY_LET(auto actor, clearance::load_actor_at(snapshot, statement.text(0), moment));
  if (const auto scope = parse_json(statement.text(1)); scope && !scope->empty())
    clearance::narrow(
        actor, {clearance::texts_at(*scope, "titles"), clearance::texts_at(*scope, "roles")});
  return std::optional(
      Caller{.actor = std::move(actor), .shown = shown->shown, .credential = shown->hash});
}

const Caller& caller_of(const http::Request& request) {
  const auto* caller = std::any_cast<Caller>(&request.caller);
  GG_CHECK(caller != nullptr);
  return *caller;
}

}  // namespace gg::desk
