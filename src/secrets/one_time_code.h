#pragma once

#include "base/digest.h"
#include "secrets/secret_bytes.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gg::secrets {

/// A fresh code: the text goes to the person, the hash into the store, and nothing else is kept.
struct OneTimeCode {
  std::string text;
  Sha256 hash;
};

/// Eight digits for a mail. `context` names what the code is for, such as the id of its row: a hash
/// moved to another row fits no code there. `pepper` is a key that is not in the store, without
/// which a stolen store does not tell its codes.
OneTimeCode issue_mail_code(const Key& pepper, std::string_view context);

/// A code for the drawer, for the day the second factor is lost: "K7QZ-4M2P-9XHD", 60 bits in
/// letters and digits that cannot be confused. `issue_recovery_codes` gives the usual ten.
std::vector<OneTimeCode> issue_recovery_codes(const Key& pepper, std::string_view context,
                                              std::size_t count = 10);

/// The hash under which a code is looked up or compared. Blanks, hyphens and case are passed over,
/// and O, I, L read as the digits they look like.
Sha256 hash_of_code(const Key& pepper, std::string_view context, std::string_view text);

/// What the store knows of a code that was sent.
struct CodeRow {
  Sha256 hash;
  std::chrono::sys_seconds expires_at;
  std::uint32_t attempts =
      0;  ///< Before this one. Count it up before asking, and in one statement.
};

inline constexpr std::uint32_t code_attempts_max = 5;

enum class CodeVerdict : std::uint8_t { Accepted, Wrong, Expired, TooManyAttempts };

/// Whether the code may pass. Eight digits and five attempts leave a guesser one chance in twenty
/// million. An accepted row must be deleted by the caller: a code is good once.
CodeVerdict check_code(const CodeRow& row, const Key& pepper, std::string_view context,
                       std::string_view text, std::chrono::sys_seconds now);

}  // namespace gg::secrets
