#include "secrets/password.h"

#include "secrets/secret_bytes.h"

#include <sodium.h>

namespace gg::secrets {
namespace {

/// The string as libsodium takes it: NUL-terminated and short enough; empty when it is no Argon2id.
std::string to_sodium(std::string_view phc) {
  const bool plausible = phc.starts_with("$argon2id$v=19$") &&
                         phc.size() < crypto_pwhash_STRBYTES &&
                         phc.find('\0') == std::string_view::npos;
  return plausible ? std::string(phc) : std::string();
}

}  // namespace

Result<std::string> hash_password(std::string_view password, const PasswordCost& cost) {
  if (password.size() > password_bytes_max)
    return fail(Error{ErrorKind::LimitExceeded, "a password has at most " +
                                                    std::to_string(password_bytes_max) +
                                                    " bytes; take a shorter one"});
  start_sodium();
  std::string phc(crypto_pwhash_STRBYTES, '\0');
  if (crypto_pwhash_str_alg(phc.data(), password.data(), password.size(), cost.passes,
                            cost.memory_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0)
    return fail(Error{ErrorKind::Unavailable,
                      "a password could not be hashed: not enough memory; try again"});
  phc.resize(phc.find('\0'));
  return phc;
}

bool verify_password(std::string_view password, std::string_view phc) {
  start_sodium();
  const auto text = to_sodium(phc);
  return !text.empty() && password.size() <= password_bytes_max &&
         crypto_pwhash_str_verify(text.c_str(), password.data(), password.size()) == 0;
}

bool needs_rehash(std::string_view phc, const PasswordCost& cost) {
  const auto text = to_sodium(phc);
  return text.empty() ||
         crypto_pwhash_str_needs_rehash(text.c_str(), cost.passes, cost.memory_bytes) != 0;
}

std::string_view decoy_password_hash() {
  // Salt of 16 and hash of 32 zero bytes: no password is known for it.
  return "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
         "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
}

}  // namespace gg::secrets
