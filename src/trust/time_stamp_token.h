#pragma once

#include "trust/signed_data.h"

#include <optional>
#include <string>

namespace gg::trust {

/// What an authority states in a token. *value*
struct TokenInfo {
  std::string policy;        ///< OID.
  std::string hash_oid;      ///< Of the message imprint.
  std::optional<Hash> hash;  ///< Nothing when it is not allowed.
  Bytes imprint;
  std::string serial;
  Time time;
};

/// Reads a TSTInfo. Faults: as DerReader, bad_value.  Source: RFC 3161 section 2.4.2.
Parsed<TokenInfo> parse_token_info(Bytes der);

/// The token of a TimeStampResp that was granted, or the token itself where it stands bare.
/// Faults: as DerReader; bad_value when it was not granted.
/// Source: RFC 3161 section 2.4.2; C2PA 2.2 section 15.8.1.1.
Parsed<Bytes> find_token(Bytes der);

}  // namespace gg::trust
