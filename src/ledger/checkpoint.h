#pragma once

#include "base/result.h"
#include "ledger/note.h"
#include "ledger/tree.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gg::ledger {

/// What a log says of itself at one size. *value*  Source: C2SP tlog-checkpoint, "Note text".
struct Checkpoint {
  std::string origin;  ///< The log's name, one line; also the name of the key that signs it.
  TreeHead head;
  std::vector<std::string> extensions;  ///< Further lines, none of them empty; ours has none.

  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

/// Origin, size and root, each on its line: what is signed.
std::string to_text(const Checkpoint& checkpoint);

/// A checkpoint as it goes out, with whatever signatures it has. *value*
struct SignedCheckpoint {
  Checkpoint checkpoint;
  SignedNote note;

  friend bool operator==(const SignedCheckpoint&, const SignedCheckpoint&) = default;
};

inline std::string to_text(const SignedCheckpoint& checkpoint) { return to_text(checkpoint.note); }

/// Reads a signed checkpoint; signatures are not checked. Strict: `to_text` gives the same bytes
/// back. Errors: those of `parse_note`, and InvalidInput naming the line.
Result<SignedCheckpoint> parse_checkpoint(std::string_view bytes, const NoteLimits& limits = {});

/// Signs the head of the log whose name is that of the key. GG_CHECK: the key's type is Ed25519.
SignedCheckpoint sign_checkpoint(const TreeHead& head, const SigningKey& key);

/// Adds a witness's cosignature: "at `time` this was the largest consistent tree I had seen".
void cosign_checkpoint(SignedCheckpoint& checkpoint, const SigningKey& witness,
                       std::chrono::sys_seconds time);

/// Whom to believe: the log's key, and of `witnesses` at least `quorum`. *value*
struct Trust {
  VerifierKey log;
  std::vector<VerifierKey> witnesses;
  std::size_t quorum = 0;
};

/// Errors: InvalidInput where a signature of a key in `trust` does not verify, where the checkpoint
/// is of another log than the key's, or where fewer witnesses than the quorum signed; NotFound
/// where the log's key did not sign it, naming those that did.
Result<void> check_trust(const SignedCheckpoint& checkpoint, const Trust& trust);

}  // namespace gg::ledger
