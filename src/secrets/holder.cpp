#include "secrets/holder.h"

#include "base/check.h"
#include "base/text.h"
#include "secrets/encoding.h"
#include "secrets/octets.h"

#include <algorithm>

#include <sodium.h>

namespace gg::secrets {
namespace {

constexpr std::string_view holder_form = "ggbox1.";
static_assert(sealed_key_bytes == Key::size_bytes + crypto_box_SEALBYTES);

}  // namespace

HolderKey holder_key_of(const Key& secret) {
  HolderKey key;
  GG_CHECK(crypto_scalarmult_base(key.bytes.data(), secret.data()) == 0);
  return key;
}

std::string holder_key_text(const HolderKey& key) {
  return std::string(holder_form) + base64url(chars(key.bytes.data(), key.bytes.size()));
}

Result<HolderKey> parse_holder_key(std::string_view text) {
  const auto word = trimmed(text);
  const auto bytes = word.starts_with(holder_form) && word.size() < 128
                         ? parse_base64url(word.substr(holder_form.size()))
                         : std::nullopt;
  HolderKey key;
  if (!bytes || bytes->size() != key.bytes.size())
    return fail(Error{ErrorKind::InvalidInput,
                      "this is no holder's key: one is \"ggbox1.\" and 43 letters"});
  std::copy_n(octets(*bytes), key.bytes.size(), key.bytes.begin());
  return key;
}

std::optional<std::string> seal_key(const Key& content, const HolderKey& holder) {
  start_sodium();
  std::string sealed(sealed_key_bytes, '\0');
  if (crypto_box_seal(octets(sealed), content.data(), Key::size_bytes, holder.bytes.data()) != 0)
    return std::nullopt;
  return sealed;
}

std::optional<Key> open_key(std::string_view sealed, const Key& secret) {
  if (sealed.size() != sealed_key_bytes) return std::nullopt;
  std::string content(Key::size_bytes, '\0');
  if (crypto_box_seal_open(octets(content), octets(sealed), sealed.size(),
                           holder_key_of(secret).bytes.data(), secret.data()) != 0)
    return std::nullopt;
  const auto key = Key::from(content);
  wipe(content);
  return key;
}

}  // namespace gg::secrets
