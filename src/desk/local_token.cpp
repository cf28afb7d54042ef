#include "desk/local_token.h"

#include "clearance/entry.h"
#include "desk/accounts.h"
#include "secrets/token.h"

#include <chrono>

namespace gg::desk {
namespace {

constexpr std::chrono::minutes local_lifetime{10};
constexpr const char* local_name = "command on the desk's own machine";

}  // namespace

Result<std::string> issue_local_token(clearance::Clearance& desk, const std::string& email) {
  const auto token = secrets::issue_token(secrets::TokenKind::Personal);
  std::optional<Account> account;
  const auto read = desk.read([&](store::Snapshot& snapshot) -> Result<void> {
    TRY_LET(account, find_account(snapshot, email));
    return {};
  });
  if (!read.has_value()) return fail(read.error());
  if (!account)
    return fail(Error{ErrorKind::NotFound, "nobody signs in to this register as " + email});
  const auto issued =
      desk.run(account->person, [&](clearance::Work& work) -> Result<store::Record> {
        TRY_LET(auto person, clearance::must_find(work.transaction, "person", account->person));
        TRY(add_credential(work.transaction,
                           {.hash = token.hash,
                            .kind = "personal",
                            .person = account->person,
                            .name = local_name,
                            .expires = work.now + local_lifetime},
                           work.now));
        TRY(clearance::append_entry(work, "token.issued", person,
                                    {.facts = {{"name", local_name}}}));
        return person;
      });
  if (!issued.has_value()) return fail(issued.error());
  return token.text;
}

}  // namespace gg::desk
