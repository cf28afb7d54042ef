#pragma once

#include "trust/chain.h"
#include "trust/cose.h"
#include "trust/ocsp.h"
#include "trust/time_stamp.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace gg::trust {

/// How many of the time stamps, and of the revocation answers, of later manifests are looked at.
inline constexpr std::size_t later_proofs_max = 16;

/// A signature to check: of a claim, or of a CAWG identity assertion.
struct SignatureToCheck {
  Bytes sign1;                        ///< COSE_Sign1_Tagged: content of the signature box.
  std::uint64_t offset = 0;           ///< Of its first byte in the file or store, for faults.
  std::span<const Bytes> payload;     ///< What was signed, in parts: the content of the claim box.
  ListKind kind = ListKind::Signers;  ///< `Identities` for a CAWG identity assertion.
  /// Tokens that c2pa.time-stamp assertions of other manifests have for this one.
  std::span<const Bytes> later_stamps = {};
  /// Responses of c2pa.certificate-status assertions, this manifest's and later ones'.
  std::span<const Bytes> later_responses = {};
  LegacyStamps legacy_stamps = LegacyStamps::ByList;
};

/// Whether the credential was valid when it signed.
enum class Validity : std::uint8_t { Inside, Outside, NotChecked };

/// What iat says, the time of signing that the signer claims.
enum class ClaimedTime : std::uint8_t { NotStated, Inside, Outside };

/// Everything about one signature, in the order in which it is looked at. *value*
///
/// Reading it: `malformed` first (then nothing else was looked at); then `algorithm`; then the
/// credential (`chain->profile`, `chain->outcome`); then the signature; then time; then revocation.
struct SignatureCheck {
  /// The message cannot be read, or its file has more to check than is checked
  /// (`too_much_to_check`).
  std::optional<ParseError> malformed;

  std::optional<Algorithm> algorithm;  ///< Nothing: not allowed.
  std::string algorithm_text;          ///< As stated.

  std::shared_ptr<const Chain> chain;  ///< Never empty unless `malformed`.

  SignatureOutcome signature = SignatureOutcome::NotChecked;

  std::vector<TimeStampCheck> stamps;  ///< As many as were looked at; at most one is trusted.
  std::optional<Time> attested;        ///< genTime of the trusted one.

  Time validity_at;  ///< `attested`, else the clock that was handed in.
  Validity validity = Validity::NotChecked;
  std::string validity_words;  ///< `Outside`: which certificate, and its validity.

  std::optional<Time> claimed_at;  ///< iat
  ClaimedTime claimed = ClaimedTime::NotStated;

  RevocationCheck revocation;

  /// The signature holds, over these bytes, by a fit credential, inside its validity, not revoked:
  /// all but trust.
  [[nodiscard]] bool is_valid() const;
  /// And a list vouches for the signer.
  [[nodiscard]] bool is_trusted() const;
};

/// Checks one signature wholly, as of `now`. Offline: nothing is fetched. Never fails: what is
/// wrong is in the answer. Bytes that the answer's texts come from are copied; it points to
/// nothing. What it costs is charged to `budget`, which all signatures of a file share.
/// Source: C2PA 2.2 sections 13.2, 14.5, 15.7, 15.8, 15.9.
SignatureCheck check_signature(const SignatureToCheck& signature, const TrustStore& store, Time now,
                               SignatureBudget& budget);
/// The same for a signature alone.
inline SignatureCheck check_signature(const SignatureToCheck& signature, const TrustStore& store,
                                      Time now) {
  SignatureBudget budget;
  return check_signature(signature, store, now, budget);
}

}  // namespace gg::trust
