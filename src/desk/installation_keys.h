#pragma once

#include "ledger/key.h"
#include "secrets/secret_bytes.h"

#include <filesystem>
#include <string>

namespace gg::desk {

/// The key that signs checkpoints for the installation `name`.
Result<ledger::SigningKey> ledger_key(const secrets::Key& root, const std::string& name);

/// The same from a key file that is there. Errors: those of `secrets::load_key`.
Result<ledger::SigningKey> ledger_key_of(const std::filesystem::path& key_file,
                                         const std::string& name);

}  // namespace gg::desk
