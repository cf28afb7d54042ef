#pragma once

#include "credentials/claim_signature.h"

#include <memory>
#include <string>
#include <vector>

namespace gg::credentials {

/// Named actors whose signatures are checked, of one manifest; a further one is a failure.
inline constexpr std::size_t identities_max = 64;

/// A named actor that a CAWG identity assertion states. *value*
struct Identity {
  std::string uri;                 ///< Of the assertion.
  std::string signature_type;      ///< "cawg.x509.cose", "cawg.identity_claims_aggregation".
  std::vector<std::string> roles;  ///< As written.
  /// How its signature came out; empty where it was not checked.
  std::shared_ptr<const trust::SignatureCheck> signature;
};

/// Checks the identity assertions of a manifest: those signed with a certificate, and those that an
/// aggregator vouches for, as far as nobody has to be asked.
/// Source: CAWG Identity Assertion 1.2 sections 5, 7 and 8.
std::vector<Identity> check_identities(const OpenManifest& opened, const TrustTerms& terms,
                                       trust::SignatureBudget& budget,
                                       std::vector<Status>& statuses);

}  // namespace gg::credentials
