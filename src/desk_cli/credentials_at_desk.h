#pragma once

#include "cli/credentials_commands.h"

namespace gg::desk_cli {

/// What `goodgate credentials` asks others by: a desk for uses, an authority for a time stamp, the
/// address that a file states for its store.
cli::CredentialsHelp credentials_help();

}  // namespace gg::desk_cli
