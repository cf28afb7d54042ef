#pragma once

#include "parts/parts.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace gg {

/// What was read. Words as in JSON: credential, source_type, generator, …
enum class EvidenceKind : std::uint8_t {
  Credential,  ///< C2PA manifest store
  SourceType,  ///< IPTC digital source type and the IPTC 2025.1 AI fields
  Generator,   ///< marks of a known tool
  Label,       ///< a label that law or a platform asks for (AIGC)
  Watermark,   ///< a soft binding or pixel mark that is named in metadata
  Match,       ///< fingerprint of a registered asset
  Declared,    ///< a sidecar beside the file
  Camera,      ///< capture evidence
  Absent,      ///< read whole, nothing stated
  Unreadable,  ///< could not be read, why and where
};

/// What the evidence claims of the content.
enum class Claim : std::uint8_t { Generated, Altered, Composite, Enhanced, Captured, NotStated };

/// How much the evidence weighs, strongest first. `Tampered` weighs nothing: what was changed after
/// it was signed, or was never shown to fit, says nothing of where a file is from.
enum class Strength : std::uint8_t { SignedTrusted, Signed, Declared, Hint, Tampered };

/// Whether the statement holds.
enum class State : std::uint8_t {
  Valid,
  Invalid,
  NotStated,
  NotPossible,      ///< not possible in this format
  NotYetValidated,  ///< found and listed only
};

/// In what way a content credential fails, worst last. Words as in JSON.
enum class CredentialFault : std::uint8_t {
  None,
  Expired,   ///< The certificate had run out, and nothing proves that the signature is older.
  Rules,     ///< A rule is broken, or the signer may not sign; nothing was changed.
  Tampered,  ///< A signature or a hash does not fit, or nothing shows that it does.
};

/// One check of a content credential that failed.
struct CredentialFailure {
  std::string code;  ///< Of C2PA: "assertion.dataHash.mismatch"; empty where it has none.
  std::string words;
  std::string section;      ///< Of the specification: "15.12.1".
  std::string explanation;  ///< What exactly was found; may be empty.
};

/// What validating a content credential gave. *value*
struct CredentialFacts {
  bool of_ingredient = false;  ///< It speaks of what the file was made from.
  CredentialFault fault = CredentialFault::None;
  std::string signer;     ///< As the certificate names it; claimed only, where the signature fails.
  std::string signed_at;  ///< By a trusted time stamp, RFC 3339; empty where nothing proves a time.
  std::string list;       ///< The trust list that vouches for the signer, with its date; or empty.
  std::vector<CredentialFailure> failures;
  /// Of a credential that binds several files: which of them this one is, or how many are here.
  std::string bound = {};
};

/// One thing a scan read in a file. *value*
struct Evidence {
  EvidenceKind kind;
  State state = State::Valid;
  std::vector<Claim> claims;
  Strength strength = Strength::Declared;
  std::string signal;       ///< Id of the row in the table of signals, e.g. "comfyui".
  std::string source_type;  ///< IPTC digital source type code, canonical, or empty.
  std::string tool;         ///< Product name as people know it: "ComfyUI"; empty if not stated.
  std::string model;
  std::string when;    ///< As stated in the file; RFC 3339 where it could be converted.
  std::string prompt;  ///< Sensitive: hashed in reports unless asked for.
  std::vector<std::pair<std::string, std::string>> parameters;  ///< In reading order.
  Place where;
  std::string limits;  ///< What this evidence does not show, one sentence.
  /// Of a content credential that was validated.
  std::optional<CredentialFacts> credential = {};
};

/// False for what says nothing of the content: invalid evidence. A credential that only ran out or
/// breaks a rule still says what any unsigned label would, so it counts; one that was tampered
/// with does not.
bool counts(const Evidence& evidence);

/// True when the evidence says that generative AI made or altered the content, in whole or in
/// part (Generated, Altered or Composite claimed by anything but a camera, and it counts).
bool claims_ai(const Evidence& evidence);

}  // namespace gg
