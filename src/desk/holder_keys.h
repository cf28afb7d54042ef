#pragma once

#include "clearance/sealed_evidence.h"
#include "desk/context.h"
#include "secrets/holder.h"
#include "secrets/sealed_box.h"

#include <string>
#include <vector>

namespace gg::desk {

// Keys of those who hold sealed evidence. Everybody has one that is derived from the installation's
// key file and needs nothing; whoever chooses a passphrase has one of their own from then on, which
// the desk cannot use without it.

/// Those people as holders, each with the key they have now. Errors: Unavailable.
Result<std::vector<secrets::Holder>> holders_with_keys(store::Snapshot& snapshot,
                                                       const Context& context,
                                                       const std::vector<std::string>& people);

/// The secret by which `person` opens a sealed box. Slow where a passphrase is needed. Errors:
/// InvalidInput where the passphrase is missing or wrong; NotFound where the box is not sealed to
/// them.
Result<secrets::Key> secret_for(store::Snapshot& snapshot, const Context& context,
                                const secrets::SealedHeader& header, const std::string& person,
                                const std::string& passphrase);

/// A key of their own under a passphrase: a fresh one, or the one they have, whose passphrase
/// `before` is, under the new one. Slow. Errors: InvalidInput.
Result<clearance::StoredHolderKey> key_under(store::Snapshot& snapshot, const std::string& person,
                                             const std::string& passphrase,
                                             const std::string& before);

}  // namespace gg::desk
