#include "desk/installation_keys.h"

#include "secrets/key_file.h"

namespace gg::desk {

Result<ledger::SigningKey> ledger_key(const secrets::Key& root, const std::string& name) {
  return ledger::SigningKey::from_seed(name, secrets::derive_key(root, "goodgate ledger").reveal());
}

Result<ledger::SigningKey> ledger_key_of(const std::filesystem::path& key_file,
                                         const std::string& name) {
  TRY_LET(const auto root, secrets::load_key(key_file));
  return ledger_key(root, name);
}

}  // namespace gg::desk
