#pragma once

#include "credentials/claim_signature.h"
#include "formats/cbor/cbor.h"

#include <string>
#include <vector>

namespace gg::credentials {

/// An identity that an aggregator vouches for, in a CAWG identity assertion. *value, of views*
struct Vouched {
  const std::string& uri;        ///< Of the assertion.
  const cbor::Value& payload;    ///< `signer_payload`.
  const cbor::Value& signature;  ///< A byte string: COSE_Sign1 over a verifiable credential.
};

/// Checks what an aggregator signed, as far as that can be without asking anybody: an aggregator
/// that is named by its key (did:jwk) wholly; any other is listed with a status that says it was
/// not checked. No list of aggregators is known, so none is trusted.
/// Source: CAWG Identity Assertion 1.2 section 8.1; did:jwk method specification.
void check_vouched(const Vouched& vouched, const TrustTerms& terms, trust::SignatureBudget& budget,
                   std::vector<Status>& statuses);

}  // namespace gg::credentials
