#pragma once

#include "parts/parts.h"

#include <cstdint>
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

/// How much the evidence weighs, strongest first.
enum class Strength : std::uint8_t { SignedTrusted, Signed, Declared, Hint };

/// Whether the statement holds.
enum class State : std::uint8_t {
  Valid,
  Invalid,
  NotStated,
  NotPossible,      ///< not possible in this format
  NotYetValidated,  ///< a credential that was found and listed only
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
};

/// True when the evidence says that generative AI made or altered the content, in whole or in
/// part (Generated, Altered or Composite claimed by anything but a camera, and not invalid).
bool claims_ai(const Evidence& evidence);

}  // namespace gg
