#include "desk/accounts.h"

#include "base/text.h"
#include "secrets/password.h"

#include <chrono>

namespace gg::desk {
namespace {

constexpr std::int64_t failures_max = 10;
constexpr std::chrono::minutes lock_time{15};

}  // namespace

Result<std::optional<Account>> find_account(store::Snapshot& snapshot, const std::string& email) {
  auto statement = snapshot.connection().prepare(
      "SELECT person, password, failures, locked_until FROM account WHERE email = ?1");
  const auto address = ascii_lower(email);
  statement.bind(1, address);
  TRY_LET(const bool is_row, statement.next());
  if (!is_row) return std::optional<Account>();
  return std::optional(
      Account{statement.text(0), statement.text(1), statement.number(2), statement.text(3)});
}

Result<void> set_account(store::Transaction& transaction, const std::string& person,
                         const std::string& email, const std::string& phc) {
  auto statement = transaction.connection().prepare(
      "INSERT INTO account (person, email, password) VALUES (?1, ?2, ?3)"
      " ON CONFLICT (person) DO UPDATE SET email = excluded.email, password = excluded.password,"
      " failures = 0, locked_until = NULL");
  const auto address = ascii_lower(email);
  statement.bind(1, person).bind(2, address).bind(3, phc);
  const auto result = statement.run();
  if (!result.has_value() && result.error().kind == ErrorKind::Conflict)
    return fail(Error{ErrorKind::Conflict, "somebody else signs in with this address"});
  return result;
}

Result<void> count_sign_in(store::Transaction& transaction, const std::string& person,
                           bool succeeded, Moment now) {
  auto statement = transaction.connection().prepare(
      succeeded
          ? "UPDATE account SET failures = 0, locked_until = NULL WHERE person = ?1"
          : "UPDATE account SET failures = failures + 1, locked_until = CASE WHEN failures + 1"
            " >= ?2 THEN ?3 ELSE locked_until END WHERE person = ?1");
  const auto until = text_of(now + lock_time);
  statement.bind(1, person);
  if (!succeeded) statement.bind(2, failures_max).bind(3, until);
  return statement.run();
}

Result<void> add_credential(store::Transaction& transaction, const Credential& credential,
                            Moment now) {
  auto statement = transaction.connection().prepare(
      "INSERT INTO credential (sha256, kind, person, name, scope, created, expires)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
  const auto hash = credential.hash.hex();
  const auto scope = credential.scope.dump();
  const auto created = text_of(now);
  const auto expires = text_of(credential.expires);
  statement.bind(1, hash).bind(2, credential.kind).bind(3, credential.person);
  statement.bind(4, credential.name).bind(5, scope).bind(6, created).bind(7, expires);
  return statement.run();
}

Result<void> revoke_credential(store::Transaction& transaction, const Sha256& hash, Moment now) {
  auto statement = transaction.connection().prepare(
      "UPDATE credential SET revoked = ?2 WHERE sha256 = ?1 AND revoked IS NULL");
  const auto text = hash.hex();
  const auto at = text_of(now);
  statement.bind(1, text).bind(2, at);
  return statement.run();
}

Result<std::string> use_link(store::Transaction& transaction, const Sha256& hash, Moment now) {
  const auto text = hash.hex();
  const auto at = text_of(now);
  auto update = transaction.connection().prepare(
      "UPDATE credential SET used = ?2 WHERE sha256 = ?1 AND kind = 'link' AND used IS NULL"
      " AND revoked IS NULL AND expires > ?2");
  update.bind(1, text).bind(2, at);
  TRY(update.run());
  if (transaction.connection().changed_rows() != 1)
    return fail(Error{ErrorKind::NotFound,
                      "this link was used, has run out or was never given; ask for a new one"});
  auto find = transaction.connection().prepare("SELECT person FROM credential WHERE sha256 = ?1");
  find.bind(1, text);
  TRY(find.next());
  return find.text(0);
}

std::string id_of(const Sha256& hash) { return hash.hex().substr(0, credential_id_letters); }

Result<std::vector<CredentialRow>> credentials_of(store::Snapshot& snapshot,
                                                  std::string_view person, std::string_view now) {
  auto row = snapshot.connection().prepare(
      "SELECT substr(sha256, 1, ?3), kind, name, created, expires FROM credential"
      " WHERE person = ?1 AND kind IN ('session', 'personal', 'service') AND revoked IS NULL"
      " AND expires > ?2 ORDER BY created DESC LIMIT 500");
  row.bind(1, person).bind(2, now).bind(3, static_cast<std::int64_t>(credential_id_letters));
  return store::rows_of(row, [](const store::Statement& one) -> Result<CredentialRow> {
    return CredentialRow{one.text(0), one.text(1), one.text(2), one.text(3), one.text(4)};
  });
}

Result<std::string> revoke_by_id(store::Transaction& transaction, const std::string& id,
                                 Moment now) {
  if (id.size() != credential_id_letters)
    return fail(Error{ErrorKind::NotFound, "there is no session or token " + id});
  auto find = transaction.connection().prepare(
      "SELECT sha256, person FROM credential WHERE sha256 >= ?1 AND sha256 < ?2"
      " AND revoked IS NULL AND kind IN ('session', 'personal', 'service')");
  const auto behind = id + "g";  // what begins with `id` lies before it
  find.bind(1, id).bind(2, behind);
  TRY_LET(const bool is_row, find.next());
  if (!is_row) return fail(Error{ErrorKind::NotFound, "there is no session or token " + id});
  const auto hash = Sha256::parse(find.text(0));
  auto owner = find.text(1);
  if (hash) TRY(revoke_credential(transaction, *hash, now));
  return owner;
}

Result<void> revoke_sessions(store::Transaction& transaction, const std::string& person,
                             const std::optional<Sha256>& keep, Moment now) {
  auto statement = transaction.connection().prepare(
      "UPDATE credential SET revoked = ?2 WHERE person = ?1 AND kind = 'session'"
      " AND revoked IS NULL AND sha256 <> ?3");
  const auto at = text_of(now);
  const auto kept = keep ? keep->hex() : std::string();
  statement.bind(1, person).bind(2, at).bind(3, kept);
  return statement.run();
}

Result<std::string> password_of(store::Snapshot& snapshot, const std::string& person) {
  auto row = snapshot.connection().prepare("SELECT password FROM account WHERE person = ?1");
  row.bind(1, person);
  TRY_LET(const bool is_row, row.next());
  if (!is_row || row.is_null(0)) return std::string(secrets::decoy_password_hash());
  return row.text(0);
}

Result<void> change_password_of(store::Transaction& transaction, const std::string& person,
                                const std::string& phc) {
  auto statement = transaction.connection().prepare(
      "UPDATE account SET password = ?2, failures = 0, locked_until = NULL WHERE person = ?1");
  statement.bind(1, person).bind(2, phc);
  return statement.run();
}

}  // namespace gg::desk
