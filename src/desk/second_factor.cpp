#include "desk/second_factor.h"

#include "secrets/key_wrap.h"
#include "secrets/one_time_code.h"

#include <chrono>

namespace gg::desk {
namespace {

using clearance::Work;

std::string totp_context(const std::string& person) { return "totp/" + person; }
std::string recovery_context(const std::string& person) { return "recovery/" + person; }

std::chrono::sys_seconds second_of(Moment moment) {
  return std::chrono::floor<std::chrono::seconds>(moment);
}

struct TotpRow {
  std::optional<secrets::TotpSecret> secret;
  secrets::TotpStep last = 0;
};

enum class Which : std::uint8_t { Active, Offered };

Result<TotpRow> find_totp(store::Snapshot& snapshot, const secrets::Key& key,
                          const std::string& person, Which which) {
  auto row = snapshot.connection().prepare(
      which == Which::Active ? "SELECT totp, totp_step FROM account WHERE person = ?1"
                             : "SELECT totp_offered, 0 FROM account WHERE person = ?1");
  row.bind(1, person);
  TRY_LET(const bool is_row, row.next());
  if (!is_row || row.is_null(0)) return TotpRow{};
  TRY_LET(const auto bytes, secrets::unwrap_secret({key}, row.text(0), totp_context(person)));
  return TotpRow{secrets::TotpSecret::from(bytes), static_cast<secrets::TotpStep>(row.number(1))};
}

Result<bool> use_recovery_code(store::Transaction& transaction, const secrets::Key& key,
                               const std::string& person, std::string_view code) {
  auto statement = transaction.connection().prepare(
      "DELETE FROM recovery_code WHERE sha256 = ?1 AND person = ?2");
  const auto hash = secrets::hash_of_code(key, recovery_context(person), code).hex();
  statement.bind(1, hash).bind(2, person);
  TRY(statement.run());
  return transaction.connection().changed_rows() == 1;
}

Result<void> forget_recovery_codes(store::Transaction& transaction, const std::string& person) {
  auto statement = transaction.connection().prepare("DELETE FROM recovery_code WHERE person = ?1");
  statement.bind(1, person);
  return statement.run();
}

Result<std::vector<std::string>> fresh_recovery_codes(store::Transaction& transaction,
                                                      const secrets::Key& key,
                                                      const std::string& person) {
  TRY(forget_recovery_codes(transaction, person));
  std::vector<std::string> texts;
  for (const auto& code : secrets::issue_recovery_codes(key, recovery_context(person))) {
    auto statement = transaction.connection().prepare(
        "INSERT INTO recovery_code (sha256, person) VALUES (?1, ?2)");
    const auto hash = code.hash.hex();
    statement.bind(1, hash).bind(2, person);
    TRY(statement.run());
    texts.push_back(code.text);
  }
  return texts;
}

Result<void> note_step(store::Transaction& transaction, const std::string& person,
                       secrets::TotpStep step) {
  auto statement =
      transaction.connection().prepare("UPDATE account SET totp_step = ?2 WHERE person = ?1");
  statement.bind(1, person).bind(2, static_cast<std::int64_t>(step));
  return statement.run();
}

}  // namespace

Result<void> offer_totp(store::Transaction& transaction, const secrets::Key& key,
                        const std::string& person, const secrets::TotpSecret& secret) {
  auto statement =
      transaction.connection().prepare("UPDATE account SET totp_offered = ?2 WHERE person = ?1");
  const auto wrapped = secrets::wrap_secret(key, secret.view(), totp_context(person));
  statement.bind(1, person).bind_bytes(2, wrapped);
  TRY(statement.run());
  if (transaction.connection().changed_rows() == 1) return {};
  return fail(Error{ErrorKind::Conflict, "this person does not sign in with a password here"});
}

Result<std::vector<std::string>> confirm_totp(Work& work, const secrets::Key& key,
                                              const std::string& person, std::string_view code) {
  TRY_LET(const auto offered, find_totp(work.transaction, key, person, Which::Offered));
  if (!offered.secret)
    return fail(Error{ErrorKind::Conflict, "nothing waits to be confirmed; begin anew"});
  const auto step = secrets::verify_totp(*offered.secret, code, second_of(work.now), std::nullopt);
  if (!step)
    return fail(Error{ErrorKind::InvalidInput,
                      "/code: the app shows another code; check that its clock is right"});
  auto statement = work.transaction.connection().prepare(
      "UPDATE account SET totp = totp_offered, totp_offered = NULL WHERE person = ?1");
  statement.bind(1, person);
  TRY(statement.run());
  TRY(note_step(work.transaction, person, *step));
  return fresh_recovery_codes(work.transaction, key, person);
}

Result<SignInState> sign_in_state(store::Snapshot& snapshot, const std::string& person) {
  auto row = snapshot.connection().prepare(
      "SELECT email, totp IS NOT NULL, (SELECT count(*) FROM recovery_code r WHERE r.person ="
      " account.person) FROM account WHERE person = ?1");
  row.bind(1, person);
  TRY_LET(const bool is_row, row.next());
  if (!is_row) return SignInState{};
  return SignInState{row.text(0), row.number(1) != 0, row.number(2)};
}

Result<void> remove_totp(store::Transaction& transaction, const std::string& person) {
  auto statement = transaction.connection().prepare(
      "UPDATE account SET totp = NULL, totp_offered = NULL, totp_step = 0 WHERE person = ?1");
  statement.bind(1, person);
  TRY(statement.run());
  return forget_recovery_codes(transaction, person);
}

Result<SecondFactor> try_second_factor(Work& work, const secrets::Key& key,
                                       const std::string& person, std::string_view code) {
  TRY_LET(const auto row, find_totp(work.transaction, key, person, Which::Active));
  if (!row.secret) return SecondFactor::Passed;
  if (code.empty()) return SecondFactor::Missing;
  if (const auto step = secrets::verify_totp(*row.secret, code, second_of(work.now), row.last)) {
    TRY(note_step(work.transaction, person, *step));
    return SecondFactor::Passed;
  }
  TRY_LET(const bool was_recovery, use_recovery_code(work.transaction, key, person, code));
  return was_recovery ? SecondFactor::Passed : SecondFactor::Wrong;
}

}  // namespace gg::desk
