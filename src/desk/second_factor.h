#pragma once

#include "clearance/work.h"
#include "secrets/secret_bytes.h"
#include "secrets/totp.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gg::desk {

/// What came of the second factor of a sign-in.
enum class SecondFactor : std::uint8_t {
  Passed,   ///< Or the person has none.
  Missing,  ///< There is one, and no code was given.
  Wrong,    ///< Or the code was used before.
};

/// Offers a person a secret for their authenticator app; it counts once it was confirmed.
Result<void> offer_totp(store::Transaction& transaction, const secrets::Key& key,
                        const std::string& person, const secrets::TotpSecret& secret);

/// The app shows the right code: from now on it is asked for. Returns fresh recovery codes, shown
/// this once. Errors: InvalidInput for a wrong code, Conflict where nothing was offered.
Result<std::vector<std::string>> confirm_totp(clearance::Work& work, const secrets::Key& key,
                                              const std::string& person, std::string_view code);

/// How a person signs in. *value*
struct SignInState {
  std::string email;  ///< Empty: they have no password here.
  bool has_second_factor = false;
  std::int64_t recovery_codes = 0;  ///< Not used yet.
};
Result<SignInState> sign_in_state(store::Snapshot& snapshot, const std::string& person);

/// Takes the second factor of a person away, with its recovery codes.
Result<void> remove_totp(store::Transaction& transaction, const std::string& person);

/// Tries a code of the app or a recovery code, each good once. What it uses up stays used only if
/// the transaction does.
Result<SecondFactor> try_second_factor(clearance::Work& work, const secrets::Key& key,
                                       const std::string& person, std::string_view code);

}  // namespace gg::desk
