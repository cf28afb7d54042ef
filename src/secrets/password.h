#pragma once

#include "base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gg::secrets {

/// Costs of Argon2id. Source: OWASP Password Storage Cheat Sheet, RFC 9106.
struct PasswordCost {
  std::size_t memory_bytes = 19U << 20;
  unsigned passes = 2;
};

inline constexpr std::size_t password_characters_min = 12;
inline constexpr std::size_t password_bytes_max = 1024;

/// Whether a person may take this password. `about` are words others know of that person: the name,
/// the parts of the address, the name of the house. Errors: InvalidInput, with what is wrong and
/// what to do. Source: NIST SP 800-63B §5.1.1.2.
Result<void> check_password(std::string_view password, const std::vector<std::string>& about = {});

/// The password as a PHC string "$argon2id$v=19$m=19456,t=2,p=1$salt$hash", with a salt of its own.
/// Takes some 40 ms and 19 MiB. Errors: LimitExceeded past `password_bytes_max`, Unavailable when
/// there is no memory.
Result<std::string> hash_password(std::string_view password, const PasswordCost& cost = {});

/// Whether the PHC string is of this password. A string that is none fits no password.
bool verify_password(std::string_view password, std::string_view phc);

/// Whether the string was made at other costs, so that it should be made anew at the next sign-in.
bool needs_rehash(std::string_view phc, const PasswordCost& cost = {});

/// A hash that no password fits. Verify against it where there is no such user, so that an answer
/// takes as long as for one who exists.
std::string_view decoy_password_hash();

}  // namespace gg::secrets
