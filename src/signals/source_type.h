#pragma once

#include "signals/evidence.h"

#include <string>
#include <string_view>

namespace gg::signals {

/// What a digital source type says. *value*
struct SourceType {
  std::string
      code;  ///< Canonical: "trainedAlgorithmicMedia"; as written where it is no known code.
  Claim claim = Claim::NotStated;
  bool is_known = false;
  std::string note;  ///< What a reader must know of this code, one sentence; may be empty.
};

/// Reads a digital source type as people and tools write it: the full address with http or https,
/// with or without a slash at its end, the bare code, C2PA's and schema.org's own codes, retired
/// codes, slips of case, and the misspelling "compositedWith…". A code that does not exist is kept
/// as it stands, claims nothing, and is named in the note. Never fails.
/// Source: IPTC NewsCodes digitalsourcetype, release 2024-10-23; C2PA 2.2 section 18.14.
SourceType parse_source_type(std::string_view text);

}  // namespace gg::signals
