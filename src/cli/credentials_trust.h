#pragma once

#include "base/result.h"
#include "cli/credentials_commands.h"
#include "trust/trust_list.h"

#include <vector>

namespace gg::cli {

/// The lists that a command works with: those that come with the program unless it leaves them
/// out, then its own. Errors: those of reading a file and of `TrustList::parse`, with its name.
Result<std::vector<trust::TrustList>> load_lists(const CredentialsCommand& command);

/// The moment of `--at`, else now. Errors: InvalidInput.
Result<trust::Time> moment_of(const CredentialsCommand& command);

}  // namespace gg::cli
