#pragma once

#include "gate/credential_terms.h"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace gg::cli {

/// Whom a command believes about content credentials, and as of when.
struct TrustChoice {
  std::string at;                         ///< RFC 3339 date or time; empty: now.
  std::vector<std::string> signer_lists;  ///< Files in PEM.
  std::vector<std::string> stamp_lists;   ///< Files in PEM.
  bool no_bundled = false;                ///< Only the lists that are given.
  bool strict_stamps = false;
};

/// Adds the options that name lists.
void add_lists(CLI::App& command, TrustChoice& choice);
/// Adds those that say how credentials are validated, lists among them.
void add_trust_choice(CLI::App& command, TrustChoice& choice);

/// The lists in force (gate/kept_lists.h) unless the choice leaves them out, then its own.
/// Errors: those of reading a file and of `TrustList::parse`, with its name.
Result<std::vector<trust::TrustList>> load_lists(const TrustChoice& choice);

/// The moment of `--at`, else now. Errors: InvalidInput.
Result<trust::Time> moment_of(const TrustChoice& choice);

/// Both together. Errors: as above.
Result<CredentialTerms> terms_of(const TrustChoice& choice);

}  // namespace gg::cli
