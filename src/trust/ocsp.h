#pragma once

#include "trust/chain.h"
#include "trust/cose.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace gg::trust {

/// What is known of a credential's revocation, with nothing ever asked online.
enum class RevocationOutcome : std::uint8_t {
  NotOffered,  ///< The certificate names no responder: taken as not revoked.
  Skipped,     ///< No response that says something is at hand.
  NotRevoked,
  Revoked,
  Unknown,  ///< A good responder does not know the certificate.
};

struct RevocationCheck {
  RevocationOutcome outcome = RevocationOutcome::Skipped;
  std::string why;                 ///< For people: why responses were passed over, or the reason.
  std::optional<Time> revoked_at;  ///< `Revoked`: since when.
  std::string reason;              ///< `Revoked`: "keyCompromise", …; empty where not stated.
  std::string responder;           ///< Who said it, for people.
  std::size_t passed_over = 0;  ///< Responses that do not count: other certificate, time, signer.
  /// An authority on the way to the anchor is revoked: then the signer is not trusted.
  std::string revoked_authority;
};

/// The OCSP responses in the "rVals" header of a signature; empty where there are none.
std::vector<Bytes> stapled_responses(const Sign1& sign1);

/// When a revocation is asked about.
struct RevocationTimes {
  std::optional<Time> attested;  ///< Of a trusted time stamp; without it no response counts.
  Time now;
};

/// Looks for a response (DER, at most 64 KiB each) that says something of the leaf of `chain`.
///
/// A response counts when it is successful and basic, is signed by the leaf's issuer or by a
/// certificate which that issuer made for OCSP signing and nothing else, has the leaf's certID, and
/// its interval fits: thisUpdate is not in the future, and the attested time is before it, or
/// before nextUpdate (without one: producedAt and 24 hours). Good, and revoked with the reason
/// removeFromCRL, say not revoked. One good response is enough.
/// Source: C2PA 2.2 section 15.9; RFC 6960 sections 3.2, 4.2.2.2.
/// When `budget` is spent, what was found says nothing.
RevocationCheck check_revocation(std::span<const Bytes> responses, const Chain& chain,
                                 const RevocationTimes& times, SignatureBudget& budget);

}  // namespace gg::trust
