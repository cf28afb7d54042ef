#pragma once

#include "ledger/key.h"
#include "secrets/secret_bytes.h"

#include <filesystem>
#include <string>

namespace gg::desk {

/// A key of its own for each purpose, out of the one in the key file (HKDF-SHA-256, RFC 5869).
secrets::Key derived_key(const secrets::Key& root, const std::string& purpose);

/// The key that signs checkpoints for the installation `name`.
Result<ledger::SigningKey> ledger_key(const secrets::Key& root, const std::string& name);

/// The same from a key file that is there. Errors: those of `secrets::load_key`.
Result<ledger::SigningKey> ledger_key_of(const std::filesystem::path& key_file,
                                         const std::string& name);

}  // namespace gg::desk
