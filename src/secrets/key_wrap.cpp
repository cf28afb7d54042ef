#include "secrets/key_wrap.h"

#include "secrets/encoding.h"
#include "secrets/octets.h"

#include <sodium.h>

namespace gg::secrets {
namespace {

constexpr std::string_view wrap_form = "ggk1.";
constexpr std::size_t wrap_nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t key_id_bytes = 6;

/// Names a key without telling anything of it.
std::string key_id_of(const Key& installation) {
  const auto derived = derive_key(installation, "goodgate key id");
  return base64url(derived.view().substr(0, key_id_bytes));
}

std::string head_of(const Key& installation) {
  return std::string(wrap_form) + key_id_of(installation) + ".";
}

Result<std::string> refuse_wrapped(std::string what) {
  return fail(
      Error{ErrorKind::InvalidInput, "a secret at rest cannot be opened: " + std::move(what)});
}

Result<std::string> open(const Key& installation, std::string_view sealed,
                         std::string_view context) {
  const auto key = derive_key(installation, "goodgate key wrap");
  const auto nonce = sealed.substr(0, wrap_nonce_bytes);
  const auto body = sealed.substr(wrap_nonce_bytes);
  std::string secret(body.size() - tag_bytes, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(octets(secret), nullptr, nullptr, octets(body),
                                                 body.size(), octets(context), context.size(),
                                                 octets(nonce), key.data()) != 0)
    return refuse_wrapped("it was changed, or belongs to another place than " +
                          std::string(context));
  return secret;
}

}  // namespace

std::string wrap_secret(const Key& installation, std::string_view secret,
                        std::string_view context) {
  const auto key = derive_key(installation, "goodgate key wrap");
  const auto nonce = random_bytes(wrap_nonce_bytes);
  std::string body(secret.size() + tag_bytes, '\0');
  crypto_aead_xchacha20poly1305_ietf_encrypt(octets(body), nullptr, octets(secret), secret.size(),
                                             octets(context), context.size(), nullptr,
                                             octets(nonce), key.data());
  return head_of(installation) + base64url(nonce + body);
}

Result<std::string> unwrap_secret(const std::vector<Key>& keys, std::string_view wrapped,
                                  std::string_view context) {
  if (!wrapped.starts_with(wrap_form))
    return refuse_wrapped("it does not begin with " + std::string(wrap_form));
  for (const auto& key : keys) {
    if (!is_wrapped_with(key, wrapped)) continue;
    const auto sealed = parse_base64url(wrapped.substr(head_of(key).size()));
    if (!sealed || sealed->size() < wrap_nonce_bytes + tag_bytes)
      return refuse_wrapped("it is cut or not base64url");
    return open(key, *sealed, context);
  }
  return fail(
      Error{ErrorKind::NotFound,
            "a secret at rest was wrapped with another installation key; give the key it was "
            "wrapped with too"});
}

bool is_wrapped_with(const Key& installation, std::string_view wrapped) {
  return wrapped.starts_with(head_of(installation));
}

}  // namespace gg::secrets
