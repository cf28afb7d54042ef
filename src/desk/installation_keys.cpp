#include "desk/installation_keys.h"

#include "base/check.h"
#include "secrets/key_file.h"

#include <memory>

#include <openssl/evp.h>
#include <openssl/kdf.h>

namespace gg::desk {

secrets::Key derived_key(const secrets::Key& root, const std::string& purpose) {
  secrets::Key key = root;
  auto size = secrets::Key::size_bytes;
  const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(
      EVP_PKEY_CTX_new_id(EVP_PKEY_HKDF, nullptr), &EVP_PKEY_CTX_free);
  const auto* info = static_cast<const unsigned char*>(static_cast<const void*>(purpose.data()));
  const bool is_fine =
      context && EVP_PKEY_derive_init(context.get()) > 0 &&
      EVP_PKEY_CTX_set_hkdf_md(context.get(), EVP_sha256()) > 0 &&
      EVP_PKEY_CTX_set1_hkdf_key(context.get(), root.data(), static_cast<int>(size)) > 0 &&
      EVP_PKEY_CTX_add1_hkdf_info(context.get(), info, static_cast<int>(purpose.size())) > 0 &&
      EVP_PKEY_derive(context.get(), key.data(), &size) > 0;
  GG_CHECK(is_fine);
  return key;
}

Result<ledger::SigningKey> ledger_key(const secrets::Key& root, const std::string& name) {
  return ledger::SigningKey::from_seed(name, derived_key(root, "goodgate ledger").reveal());
}

Result<ledger::SigningKey> ledger_key_of(const std::filesystem::path& key_file,
                                         const std::string& name) {
  TRY_LET(const auto root, secrets::load_key(key_file));
  return ledger_key(root, name);
}

}  // namespace gg::desk
