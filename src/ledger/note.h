#pragma once

#include "base/result.h"
#include "ledger/key.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gg::ledger {

/// One signature line of a note, of whatever type. *value*
struct NoteSignature {
  std::string name;
  std::uint32_t key_id = 0;
  std::string bytes;  ///< Behind the key id: 64 for Ed25519, 8 + 64 for a cosignature.

  friend bool operator==(const NoteSignature&, const NoteSignature&) = default;
};

/// A text and who signed it. The text means nothing until a signature is checked. *value*
struct SignedNote {
  std::string text;  ///< Ends with a newline.
  std::vector<NoteSignature> signatures;

  friend bool operator==(const SignedNote&, const SignedNote&) = default;
};

/// Bounds of one note. A post-quantum signature has nearly 5 kB.
struct NoteLimits {
  std::size_t note_bytes_max = 256U << 10U;
  std::size_t signatures_max = 64;
};

/// Reads a note; signatures of unknown keys and types are kept. Strict: `to_text` gives the same
/// bytes back. Errors: InvalidInput saying what is wrong where; LimitExceeded.
/// Source: C2SP signed-note, "Format".
Result<SignedNote> parse_note(std::string_view bytes, const NoteLimits& limits = {});

std::string to_text(const SignedNote& note);

/// Signs `text` with an Ed25519 key.
NoteSignature sign_note(std::string_view text, const SigningKey& key);

/// Signs a checkpoint's text as seen at `time`, as `cosignature/v1`.  Source: C2SP
/// tlog-cosignature, "Ed25519 signed message".
NoteSignature cosign_note(std::string_view text, const SigningKey& key,
                          std::chrono::sys_seconds time);

/// What a note says of one key.
enum class SignatureState : std::uint8_t {
  Good,
  Bad,          ///< A line with this key's name and id does not verify: refuse the note.
  Absent,       ///< The key did not sign.
  Unsupported,  ///< It did, with an algorithm that is not here.
};

struct SignatureCheck {
  SignatureState state = SignatureState::Absent;
  std::optional<std::chrono::sys_seconds> time;  ///< Of a cosignature, its latest.
};

/// Checks every line of `key`; lines of other keys are passed over.
SignatureCheck check_signature(const SignedNote& note, const VerifierKey& key);

}  // namespace gg::ledger
