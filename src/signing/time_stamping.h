#pragma once

#include "signing/fields.h"
#include "trust/chain.h"
#include "trust/sign.h"

#include <functional>
#include <string>

namespace gg::signing {

/// Sends a query (RFC 3161, DER) to a time-stamping authority; its answer (DER). Errors: any.
using AskAuthority = std::function<Result<std::string>(const std::string& query)>;

/// A time stamp over a signature. *value*
struct SignatureStamp {
  ByteArray token;          ///< TimeStampToken, DER.
  trust::Time time;         ///< By the authority's clock.
  std::string authority;    ///< Who made it.
  bool is_trusted = false;  ///< A list of ours vouches for the authority.
  std::string why;          ///< Where not: why.
};

/// Asks for a time stamp over a signature and checks that it is one. `payload`: what was signed.
/// Errors: those of asking; InvalidInput (it is not of this signature, or does not hold).
/// Source: C2PA 2.2 section 10.3.2.5 (sigTst2).
Result<SignatureStamp> stamp_signature(const trust::DetachedSignature& signature, Bytes payload,
                                       const AskAuthority& ask, const trust::TrustStore& store);

}  // namespace gg::signing
