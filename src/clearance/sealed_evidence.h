#pragma once

#include "clearance/work.h"
#include "store/content.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gg::clearance {

// Sealed evidence: attachments that only named holders open. What is on record of one says no more
// than that it is there; what it is stands sealed beside it, as its content is.

/// That these people can hold evidence on `object`: they exist, and see it. Errors: InvalidInput
/// with a pointer.
Result<void> check_holders(store::Snapshot& snapshot, const store::Record& object,
                           const std::vector<std::string>& people);

/// Keeps what is sealed, and who holds it, in place of what was before.
Result<void> keep_sealed(store::Transaction& transaction, std::string_view attachment,
                         const std::string& about, const std::vector<std::string>& holders);

/// Nobody holds it any more, and what it is is gone.
Result<void> forget_sealed(store::Transaction& transaction, std::string_view attachment);

/// Ids of its holders.
Result<std::vector<std::string>> holders_of(store::Snapshot& snapshot, std::string_view attachment);

/// What it is, sealed. Errors: NotFound.
Result<std::string> sealed_about(store::Snapshot& snapshot, std::string_view attachment);

/// An attachment that the actor holds. Nobody else gets past, whatever their role; a link, a deputy
/// and a token narrowed to other titles do not either. Errors: NotFound, Forbidden, Conflict for
/// one that is not sealed or was taken away.
Result<store::Record> held_by(store::Snapshot& snapshot, const Actor& actor, std::string_view id);

/// Logs that a holder opens it. The entry is on disk before this is told, and so before the first
/// byte goes out.
Result<store::Record> note_opened(Work& work, std::string_view id);

/// Puts content and description that were sealed to other holders in place of those that were
/// there. Errors: those of `held_by`, Stale, InvalidInput for holders who cannot be.
Result<store::Record> change_holders(Work& work, std::string_view id, std::int64_t version,
                                     const store::Content& content, const std::string& about,
                                     const std::vector<std::string>& holders);

/// Takes a person from all sealed evidence and forgets their key. Returns what nobody holds now.
Result<std::vector<std::string>> drop_holder(store::Transaction& transaction,
                                             std::string_view person);

/// The key of a holder who chose a passphrase. *value*
struct StoredHolderKey {
  std::string public_key;  ///< As text.
  std::string secret;      ///< Under the passphrase.
};
Result<std::optional<StoredHolderKey>> holder_key_of(store::Snapshot& snapshot,
                                                     std::string_view person);

/// Keeps the actor's own key, and logs that it is theirs from now on.
Result<store::Record> keep_holder_key(Work& work, const StoredHolderKey& key);

}  // namespace gg::clearance
