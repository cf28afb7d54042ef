#pragma once

#include "base/result.h"
#include "secrets/secret_bytes.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace gg::secrets {

/// A key as text: "ggkey1." and 32 bytes in base64url, one line.
std::string key_text(const Key& key);

/// Reads it; blanks around it are passed over. Errors: InvalidInput; the message does not repeat
/// it.
Result<Key> parse_key(std::string_view text);

/// The key of the environment variable `name`. Errors: NotFound when it is not set; InvalidInput.
Result<Key> key_of_environment(const std::string& name);

/// The key in a file. Errors: NotFound; InvalidInput when it holds no key, is no regular file,
/// belongs to another user, or its group or others may read or write it, with the command that
/// cures it.
Result<Key> load_key(const std::filesystem::path& path);

/// As `load_key`; where there is no file, makes a random key and writes it with mode 0600, so that
/// it is on the disk before it is used. Two processes at once get the same key. Errors: as
/// `load_key`, and Unavailable when it cannot be written.
Result<Key> load_or_create_key(const std::filesystem::path& path);

}  // namespace gg::secrets
