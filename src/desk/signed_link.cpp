#include "desk/signed_link.h"

#include "base/check.h"
#include "clearance/links.h"
#include "secrets/token.h"

#include <chrono>

namespace gg::desk {
namespace {

Error unknown_link() {
  return {ErrorKind::Forbidden, "this link is not known here; open it as it was sent"};
}

std::chrono::sys_seconds seconds_of_moment(Moment moment) {
  return std::chrono::floor<std::chrono::seconds>(moment);
}

}  // namespace

Result<LinkHolder> find_link_holder(store::Snapshot& snapshot, const http::Request& request,
                                    Moment now) {
  constexpr std::string_view scheme = "Bearer ";
  const auto field = request.headers.find("Authorization");
  if (!field || !field->starts_with(scheme)) return fail(unknown_link());
  const auto token = secrets::parse_token(field->substr(scheme.size()));
  if (!token.has_value() || token->kind != secrets::TokenKind::SignedLink)
    return fail(unknown_link());
  auto row = snapshot.connection().prepare("SELECT link FROM signed_link WHERE sha256 = ?1");
  const auto hash = token->hash.hex();
  row.bind(1, hash);
  TRY_LET(const bool is_known, row.next());
  if (!is_known) return fail(unknown_link());
  TRY_LET(auto link, clearance::must_find(snapshot, "link", row.text(0)));
  TRY(clearance::check_link(link, now));
  return LinkHolder{std::move(link)};
}

const store::Record& link_of(const http::Request& request) {
  const auto* holder = std::any_cast<LinkHolder>(&request.caller);
  GG_CHECK(holder != nullptr);
  return holder->link;
}

Result<void> keep_link(store::Transaction& transaction, const Sha256& hash, std::string_view link) {
  auto statement =
      transaction.connection().prepare("INSERT INTO signed_link (sha256, link) VALUES (?1, ?2)");
  const auto text = hash.hex();
  statement.bind(1, text).bind(2, link);
  return statement.run();
}

Result<void> keep_code(store::Transaction& transaction, std::string_view purpose,
                       const secrets::OneTimeCode& code, Moment expires) {
  auto statement = transaction.connection().prepare(
      "INSERT INTO code (purpose, sha256, expires) VALUES (?1, ?2, ?3)"
      " ON CONFLICT (purpose) DO UPDATE SET sha256 = excluded.sha256, expires = excluded.expires,"
      " attempts = 0");
  const auto hash = code.hash.hex();
  const auto until = text_of(expires);
  statement.bind(1, purpose).bind(2, hash).bind(3, until);
  return statement.run();
}

Result<secrets::CodeVerdict> try_code(store::Transaction& transaction, const secrets::Key& pepper,
                                      std::string_view purpose, std::string_view text, Moment now) {
  auto count = transaction.connection().prepare(
      "UPDATE code SET attempts = attempts + 1 WHERE purpose = ?1");
  count.bind(1, purpose);
  TRY(count.run());
  auto find = transaction.connection().prepare(
      "SELECT sha256, expires, attempts - 1 FROM code WHERE purpose = ?1");
  find.bind(1, purpose);
  TRY_LET(const bool is_row, find.next());
  if (!is_row) return secrets::CodeVerdict::Expired;
  const auto hash = Sha256::parse(find.text(0));
  const auto expires = parse_moment(find.text(1));
  GG_CHECK(hash && expires);
  const auto verdict = secrets::check_code({.hash = *hash,
                                            .expires_at = seconds_of_moment(*expires),
                                            .attempts = static_cast<std::uint32_t>(find.number(2))},
                                           pepper, purpose, text, seconds_of_moment(now));
  if (verdict != secrets::CodeVerdict::Accepted) return verdict;
  auto remove = transaction.connection().prepare("DELETE FROM code WHERE purpose = ?1");
  remove.bind(1, purpose);
  TRY(remove.run());
  return verdict;
}

std::string why_refused(secrets::CodeVerdict verdict) {
  switch (verdict) {
    case secrets::CodeVerdict::Accepted:
      return "";
    case secrets::CodeVerdict::Wrong:
      return "this is not the code that was sent; look at the newest mail";
    case secrets::CodeVerdict::Expired:
      return "the code has run out or was used; have a new one sent";
    case secrets::CodeVerdict::TooManyAttempts:
      return "that was wrong too often; have a new code sent";
  }
  return "";
}

std::string hint_of(const std::string& address) {
  const auto at = address.find('@');
  if (at == std::string::npos || at == 0) return "…";
  return address.substr(0, 1) + "…" + address.substr(at);
}

}  // namespace gg::desk
