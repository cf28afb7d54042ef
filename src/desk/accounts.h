#pragma once

#include "base/sha256.h"
#include "clearance/work.h"
#include "register/moment.h"
#include "store/transaction.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gg::desk {

/// How somebody signs in with a password. *value*
struct Account {
  std::string person;
  std::string password;  ///< PHC string.
  std::int64_t failures = 0;
  std::string locked_until;  ///< RFC 3339; empty: not locked.
};

Result<std::optional<Account>> find_account(store::Snapshot& snapshot, const std::string& email);

/// Sets how a person signs in. Errors: Conflict where somebody else has the address.
Result<void> set_account(store::Transaction& transaction, const std::string& person,
                         const std::string& email, const std::string& phc);

/// Counts a sign-in that failed; ten in a row lock the account for a quarter of an hour. One that
/// succeeded sets the count back.
Result<void> count_sign_in(store::Transaction& transaction, const std::string& person,
                           bool succeeded, Moment now);

/// What a session, a token or a link is kept as. *value*
struct Credential {
  Sha256 hash;
  std::string kind;  ///< "session", "personal", "link"
  std::string person;
  std::string name;
  Json scope = Json::object();
  Moment expires;
};

Result<void> add_credential(store::Transaction& transaction, const Credential& credential,
                            Moment now);
Result<void> revoke_credential(store::Transaction& transaction, const Sha256& hash, Moment now);

/// The person of a link that is good once; it is used up. Errors: NotFound.
Result<std::string> use_link(store::Transaction& transaction, const Sha256& hash, Moment now);

inline constexpr std::size_t credential_id_letters = 16;

/// By which its owner tells a session or token from others: the first letters of its hash.
std::string id_of(const Sha256& hash);

/// A session or token that is good now, as its owner sees it. *value*
struct CredentialRow {
  std::string id;    ///< The first letters of its hash.
  std::string kind;  ///< "session", "personal", "service"
  std::string name;
  std::string created;
  std::string expires;
};
Result<std::vector<CredentialRow>> credentials_of(store::Snapshot& snapshot,
                                                  std::string_view person, std::string_view now);

/// Revokes a session or token by its id and gives whose it was. Errors: NotFound.
Result<std::string> revoke_by_id(store::Transaction& transaction, const std::string& id,
                                 Moment now);

/// Ends all sessions of a person but `keep`.
Result<void> revoke_sessions(store::Transaction& transaction, const std::string& person,
                             const std::optional<Sha256>& keep, Moment now);

/// The PHC string of a person; the decoy's where they have none.
Result<std::string> password_of(store::Snapshot& snapshot, const std::string& person);
Result<void> change_password_of(store::Transaction& transaction, const std::string& person,
                                const std::string& phc);

}  // namespace gg::desk
