#pragma once

#include "trust/certificate.h"

#include <span>
#include <string>
#include <vector>

namespace gg::trust {

/// What a certificate is used for here.
enum class Purpose : std::uint8_t { Signing, TimeStamping, OcspSigning };

/// One way a certificate is unfit for content credentials.
/// Source: C2PA 2.2 section 14.5.1.1 (general requirements), 14.5.1.2 (purposes).
enum class ProfileFault : std::uint8_t {
  NotVersion3,
  UniqueIdentifiers,
  SignatureAlgorithm,  ///< Of the certificate itself: not on the list of allowed ones.
  PssParameters,       ///< RSASSA-PSS without stated hash, or MGF1 with another.
  KeyAlgorithm,        ///< Neither EC, RSA nor Ed25519.
  Curve,               ///< Neither P-256, P-384 nor P-521.
  RsaTooShort,         ///< Below 2048 bits.
  NoAuthorityKeyId,    ///< Not self-signed, and without authority key identifier.
  NoKeyUsage,
  NoDigitalSignature,  ///< Key usage without the bit digitalSignature.
  SignsCertificates,   ///< keyCertSign without being an authority.
  NoPurpose,           ///< No extended key usage, or an empty one.
  AnyPurpose,          ///< anyExtendedKeyUsage.
  MixedPurposes,       ///< Time stamping or OCSP signing beside another purpose.
  WrongPurpose,        ///< None of the purposes that this use asks for.
  RepeatedExtension,   ///< RFC 5280 4.2.
  UnknownCritical,     ///< A critical extension that is not known here, RFC 5280 4.2.
};

struct ProfileFinding {
  ProfileFault fault;
  std::string words;  ///< What is wrong with this certificate, for people.
};

/// Everything that keeps an end-entity certificate from being used for `purpose`; empty when it is
/// fit. For `Signing` it needs one of `accepted` (OIDs that a list is associated with).
/// That it is an authority is no matter of the profile: such a leaf is never trusted
/// (`ChainFault`).
std::vector<ProfileFinding> check_profile(const Certificate& certificate, Purpose purpose,
                                          std::span<const std::string> accepted);

/// The least of it for an authority on the way to the anchor: version, unique ids, algorithms, key.
std::vector<ProfileFinding> check_authority_profile(const Certificate& certificate);

}  // namespace gg::trust
