#include "secrets/passphrase.h"

#include "secrets/encoding.h"
#include "secrets/key_wrap.h"
#include "secrets/octets.h"

#include <sodium.h>

namespace gg::secrets {
namespace {

constexpr std::size_t passphrase_memory_bytes = 64U << 20;
constexpr unsigned long long passphrase_passes = 3;

Result<Key> key_of_passphrase(std::string_view passphrase, std::string_view salt) {
  if (passphrase.size() > passphrase_bytes_max)
    return fail(Error{ErrorKind::InvalidInput, "/passphrase: it is too long"});
  start_sodium();
  auto key = Key::from(std::string(Key::size_bytes, '\0'));
  if (crypto_pwhash(key->data(), Key::size_bytes, passphrase.data(), passphrase.size(),
                    octets(salt), passphrase_passes, passphrase_memory_bytes,
                    crypto_pwhash_ALG_ARGON2ID13) != 0)
    return fail(Error{ErrorKind::Unavailable,
                      "no key could be made of the passphrase: not enough memory; try again"});
  return *std::move(key);
}

}  // namespace

Result<std::string> wrap_under_passphrase(const Key& secret, std::string_view passphrase,
                                          std::string_view context) {
  if (passphrase.size() < passphrase_characters_min)
    return fail(Error{ErrorKind::InvalidInput, "/passphrase: take at least 12 characters"});
  const auto salt = random_bytes(crypto_pwhash_SALTBYTES);
  TRY_LET(const auto key, key_of_passphrase(passphrase, salt));
  return base64url(salt) + "." + wrap_secret(key, secret.view(), context);
}

Result<Key> unwrap_under_passphrase(std::string_view wrapped, std::string_view passphrase,
                                    std::string_view context) {
  const auto dot = wrapped.find('.');
  const auto salt = parse_base64url(wrapped.substr(0, dot));
  if (dot == std::string_view::npos || !salt || salt->size() != crypto_pwhash_SALTBYTES)
    return fail(Error{ErrorKind::InvalidInput, "a key at rest was changed"});
  TRY_LET(const auto key, key_of_passphrase(passphrase, *salt));
  auto opened = unwrap_secret({key}, wrapped.substr(dot + 1), context);
  if (opened.has_value()) {
    const auto secret = Key::from(*opened);
    wipe(*opened);
    if (secret) return *secret;
  }
  return fail(Error{ErrorKind::InvalidInput, "/passphrase: this is not the passphrase"});
}

}  // namespace gg::secrets
