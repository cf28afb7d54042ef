#pragma once

#include "trust/chain.h"
#include "trust/cose.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace gg::trust {

/// Where a time stamp stands.
enum class StampPlace : std::uint8_t {
  Header1,    ///< "sigTst": a TimeStampResp over the claim (version 1, deprecated).
  Header2,    ///< "sigTst2": a bare token over the signature (version 2).
  Assertion,  ///< Handed in from a c2pa.time-stamp assertion: a bare token over the signature.
};

/// How a time stamp came out. Only `Trusted` moves the clock.
enum class StampOutcome : std::uint8_t {
  Trusted,          ///< Validated and trusted.
  Malformed,        ///< No time stamp can be read.
  Mismatch,         ///< Of other bytes, or its own signature does not hold.
  OutsideValidity,  ///< At its own time the authority's certificates were not valid.
  Untrusted,        ///< It holds, but its authority is on no list, or signs in a way not allowed.
};

/// Whether the time stamps in the headers of a claim of version 1 need a list.
enum class LegacyStamps : std::uint8_t {
  ByList,    ///< As all others: C2PA 2.2 section 15.8.2.
  Believed,  ///< A token that holds is trusted whoever issued it, as the reference validator does.
};

/// One time stamp, checked. *value*
struct TimeStampCheck {
  StampPlace place = StampPlace::Header2;
  StampOutcome outcome = StampOutcome::Malformed;
  std::string why;  ///< For people; empty when trusted.
  /// The message imprint is that of the bytes, and the token's signature holds: what a report calls
  /// validated, whether trusted or not.
  bool validated = false;
  bool believed = false;     ///< Trusted by `LegacyStamps::Believed` alone.
  std::optional<Time> time;  ///< genTime, fractions dropped; nothing when it cannot be read.
  std::string serial;        ///< Of the token, hexadecimal.
  std::string policy;        ///< OID of the authority's policy.
  std::string hash;          ///< Of the message imprint: "sha256".
  std::shared_ptr<const Chain> authority;  ///< Empty when the signer's certificate is not in it.
};

/// A time stamp to check.
struct TimeStamp {
  StampPlace place = StampPlace::Assertion;
  /// TimeStampResp for `Header1`, else TimeStampToken; at most 256 KiB. Signers have put each of
  /// them in the place of the other (a response in "sigTst2": trustnxt 2024), so both are read.
  Bytes der;
};

/// The time stamps in the headers of a signature. `faulty` says in words what is wrong with a
/// header that has no single token; then there are none.
struct HeaderStamps {
  std::vector<TimeStamp> stamps;
  std::optional<StampPlace> faulty_place;
  std::string faulty;
};
HeaderStamps stamps_of(const Sign1& sign1);

/// Checks a time stamp of `sign1`, whose payload (the claim) is given in parts.
///
/// Version 1 is over CounterSignature of the claim. Version 2 is over the signature's byte string
/// item, as signers write it; the CounterSignature structure of it, as the text says, is taken too.
/// The token: CMS SignedData of one signer over a TSTInfo, content type, message digest and
/// signing certificate (ESSCertID or ESSCertIDv2) attributes; RSA (PKCS #1 or PSS), ECDSA or
/// Ed25519 with SHA-2; the authority's certificate in it, its purpose time stamping alone.
/// The chain is checked as of genTime. Never fails: what is wrong is the outcome; but when `budget`
/// is spent, it says nothing.
/// Source: C2PA 2.2 sections 10.3.2.5, 15.8, 18.17; RFC 3161; RFC 5652; RFC 5035.
TimeStampCheck check_time_stamp(const TimeStamp& stamp, const Sign1& sign1,
                                std::span<const Bytes> payload, const TrustStore& store,
                                LegacyStamps legacy, SignatureBudget& budget);

}  // namespace gg::trust
