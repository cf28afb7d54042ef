#pragma once

#include "base/result.h"
#include "json/json.h"

#include <filesystem>
#include <string>

namespace gg::desk_client {

/// $XDG_CONFIG_HOME/goodgate, or ~/.config/goodgate. Errors: Unavailable where neither is known.
Result<std::filesystem::path> config_folder();

/// What one of our small files holds: an object by the desk's address. Empty where there is no
/// file. Errors: Forbidden where others may read it, InvalidInput where it is not JSON.
Result<Json> read_by_server(const std::filesystem::path& path);

/// Writes one of them whole, mode 0600, in place of what was there. Errors: Unavailable.
Result<void> write_by_server(const std::filesystem::path& path, const Json& all);

/// "https://desk.example/goodgate" as it stands in the files: without a slash at its end.
std::string server_name(std::string address);

/// The token for a desk: GOODGATE_TOKEN where it is set, else the one in tokens.json, that is
/// {"<address>": {"token": "…"}}. Errors: Forbidden with what to do where there is none.
Result<std::string> token_for(const std::string& server);

/// Keeps a token for a desk. Errors: Unavailable.
Result<void> keep_token(const std::string& server, const std::string& token);

/// Forgets it. Errors: as `keep_token`.
Result<void> forget_token(const std::string& server);

}  // namespace gg::desk_client
